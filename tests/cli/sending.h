// What a test needs before it can send: people, a segment, a template, connections to the fake server.
#pragma once

#include "cli/cli.h"

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "support/fake_aws.h"
#endif

namespace audience::test {

// People 1..n as p<i>@example.com with consent, the segment "everyone" and the template "news".
void fillWithPeople(Cli &cli, int people);
void saveNews(Cli &cli);
// SES as "shop" and SQS as "events", with the server's keys in the environment.
void connectTo(Cli &cli, FakeAws &server, const QString &suppression = QStringLiteral("local"));
// The id of a new campaign.
QString makeCampaign(Cli &cli, const QString &name, const QString &segment, const QString &via);

// How often each address was accepted by the server; empty when nobody was asked twice.
QStringList addressesSentTwice(const FakeAws &server);
std::int64_t sumOfStates(const Json &status);
std::int64_t stateOf(const Json &status, const char *name);

} // namespace audience::test
