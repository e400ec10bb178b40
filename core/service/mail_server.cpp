#include "service/mail_server.h"

#include "email/address.h"
#include "secrets/credential_source.h"
#include "secrets/keychain.h"
#include "secrets/secret_key.h"
#include "service/session.h"

#include <cstdlib>

namespace audience::service {

namespace {

Result<Secret> passwordOf(Session &session, const model::SmtpConnection &connection) {
    if (connection.user.empty())
        return Secret();
    if (connection.credentials == "env") {
        const char *password = std::getenv(kMailPasswordVariable);
        if (!password || *password == '\0')
            return Error(ErrorKind::Auth, "secrets.env_missing").with("name", kMailPasswordVariable);
        return Secret(password);
    }
    if (!session.keychain())
        return Error(ErrorKind::Auth, "secrets.keychain_unavailable");
    TRY_ASSIGN(const Secret packed, session.keychain()->read(mailKeychainName(session, connection)));
    TRY_ASSIGN(net::AwsCredentials kept, secrets::unpackCredentials(packed)); // a name and a secret, whoever's
    return std::move(kept.secretKey);
}

net::MailTls tlsOf(model::SmtpConnection::Tls tls) {
    switch (tls) {
    case model::SmtpConnection::Tls::StartTls:
        return net::MailTls::StartTls;
    case model::SmtpConnection::Tls::Implicit:
        return net::MailTls::Implicit;
    case model::SmtpConnection::Tls::None:
        return net::MailTls::None;
    }
    return net::MailTls::StartTls;
}

} // namespace

std::string mailKeychainName(const Session &session, const model::SmtpConnection &connection) {
    return secrets::secretKey({session.workspace().uuid(), "smtp", connection.address(), connection.name});
}

Result<net::MailServer> mailServer(Session &session, const model::SmtpConnection &connection) {
    TRY(model::checkSmtp(connection));
    TRY_ASSIGN(const email::Mailbox from, email::parseAddress(connection.fromAddress));
    TRY_ASSIGN(const email::Address sender, email::checkAddress(from.address));
    net::MailServer server;
    server.host = connection.host;
    server.port = connection.port;
    server.tls = tlsOf(connection.tls);
    server.greeting = sender.domain;
    server.user = connection.user;
    TRY_ASSIGN(server.password, passwordOf(session, connection));
    return server;
}

Result<void> testMailServer(Session &session, const model::SmtpConnection &connection) {
    TRY_ASSIGN(net::MailServer server, mailServer(session, connection));
    const net::MailEnding ending = net::curlMailSender(std::move(server))->tryLogin();
    if (ending.isAccepted)
        return {};
    if (ending.phase == net::MailPhase::Login && ending.code >= 500)
        return Error(ErrorKind::Auth, "smtp.login_refused").with("host", connection.address()).because(ending.text);
    if (ending.code >= 400 && (!ending.error || ending.error->id != "smtp.no_encryption"))
        return Error(ErrorKind::Refused, "smtp.refused")
            .with("host", connection.address())
            .with("code", std::to_string(ending.code))
            .because(ending.text);
    return ending.error.value_or(Error(ErrorKind::Network, "net.connection_lost").with("host", connection.address()));
}

Result<aws::DomainReport> mailDomain(const model::SmtpConnection &connection, const CancelToken &cancel) {
    TRY_ASSIGN(const email::Mailbox from, email::parseAddress(connection.fromAddress));
    const auto resolver = aws::systemResolver();
    return aws::domainReport(*resolver, from.address, cancel);
}

} // namespace audience::service
