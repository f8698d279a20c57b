/** Routes through a framework: stages in order, each with a requirement that mastery meets. */
@NullMarked
package progression.pathway;

import org.jspecify.annotations.NullMarked;
