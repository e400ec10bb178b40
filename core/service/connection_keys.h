// The keys of a connection, read where it says they are each time they are used, and exchanged for those of a role where
// it names one. What this hands out may be kept as long as the session lives; any thread.
#pragma once

#include "aws/key_source.h"
#include "model/connection.h"

#include <functional>
#include <memory>
#include <string>

namespace audience::service {

class Session;

// The name under which the keychain keeps the keys of a connection.
std::string keychainName(const Session &session, const model::SesConnection &connection);
std::string keychainName(const Session &session, const model::SqsConnection &connection);

// As they are kept, before any role; asks no service. Errors: those of secrets::CredentialSource.
Result<net::AwsCredentials> keptKeys(Session &session, const model::SesConnection &connection);
Result<net::AwsCredentials> keptKeys(Session &session, const model::SqsConnection &connection);

std::shared_ptr<aws::KeySource> keySource(Session &session, const model::SesConnection &connection);
std::shared_ptr<aws::KeySource> keySource(Session &session, const model::SqsConnection &connection);
// As the delivery module wants them.
aws::KeysFrom::Function credentialSource(Session &session, const model::SesConnection &connection);
aws::KeysFrom::Function credentialSource(Session &session, const model::SqsConnection &connection);

// Where a role wants the code of an MFA device. What it gives is kept in memory until it runs out, as a code is good for
// one exchange only. Error of whoever uses keys then: "aws.mfa_needed" {serial}, "aws.mfa_refused" {serial}.
using AskMfaCode = std::function<std::string(const std::string &serial)>; // "": nobody can say
void setMfaAsk(AskMfaCode ask);                                           // of the whole program
void giveMfaCode(const std::string &code);                                // for the next exchange that wants one

} // namespace audience::service
