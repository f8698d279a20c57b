/**
 * The contract of the HTTP API as an OpenAPI document, {@code GET /v1/openapi.json}.
 *
 * <p>It is put together at the first request, never at the start, from what is there anyway:
 *
 * <ul>
 *   <li>the controllers: paths, parameters, the name of the use case, what it answers and refuses;
 *       a response of 400 and above is described by the problem types that it may carry
 *   <li>{@code openapi/<name of the use case>.json} in the slice's module: what it takes, with
 *       examples, since requests are read strictly and not by binding
 *   <li>the table of access rules: the scope of each call, and whether it exists at all
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package progression.server.openapi;
