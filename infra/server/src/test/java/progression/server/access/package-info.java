/** The table of access rules, line by line. */
@org.jspecify.annotations.NullMarked
package progression.server.access;
