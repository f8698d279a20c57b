/** Starts the whole server and looks at it from outside, and checks the shape of all the code. */
@org.jspecify.annotations.NullMarked
package progression.server;
