// What a test with a real database begins with: a workspace, the connection "shop", and its password in the environment.
#pragma once

#include "cli/cli.h"

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "support/live_server.h"
#endif

namespace audience::test {

// "connection add KIND shop ...", as the user "reader" of the database "shop".
QStringList addShop(const LiveServer &server, const char *kind = "postgresql");
void tellPassword(Cli &cli, const char *password = LiveServer::kPassword);
// A new workspace with the connection and the password.
void beginWith(Cli &cli, const LiveServer &server, const char *kind = "postgresql");

} // namespace audience::test
