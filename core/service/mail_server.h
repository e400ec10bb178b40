// A mail server of the user's as it is used: with its password, which is read when it is needed and
// kept where the connection says.
#pragma once

#include "async/cancel.h"
#include "aws/sender_domain.h"
#include "model/connection.h"
#include "net/mail_sender.h"

namespace audience::service {

class Session;

// Under which name the keychain keeps user and password of it.
std::string mailKeychainName(const Session &session, const model::SmtpConnection &connection);
// The environment variable that holds the password where the connection says "env".
inline constexpr const char *kMailPasswordVariable = "AUDIENCE_SMTP_PASSWORD";

// Errors: those of model::checkSmtp and of the keychain, "secrets.env_missing" {name}.
Result<net::MailServer> mailServer(Session &session, const model::SmtpConnection &connection);
// Greets it, encrypts and logs in. Errors: those of mailServer, "smtp.no_encryption" {host},
// "smtp.login_refused" {host}, "smtp.refused" {host, code}, those of the network.
Result<void> testMailServer(Session &session, const model::SmtpConnection &connection);
// What the sender's domain says about who may send for it. Needs a QCoreApplication; errors: those of a bad address.
Result<aws::DomainReport> mailDomain(const model::SmtpConnection &connection, const CancelToken &cancel = {});

} // namespace audience::service
