/**
 * Who may do what over HTTP. {@link progression.server.access.AccessRules} is the table of calls
 * and scopes; every call under {@code /v1} carries a token whose {@code district} is one of those
 * served here. {@link progression.server.access.LocalAuthorizationServer} issues such tokens to the
 * demo clients where no identity provider is configured.
 */
@org.jspecify.annotations.NullMarked
package progression.server.access;
