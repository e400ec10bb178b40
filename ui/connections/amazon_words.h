// Words for what Amazon says of a connection: the steps of setting it up, the sender's records, the account, and how
// people leave. Plain functions.
#pragma once

#include "model/connection.h"
#include "ui/connections/amazon_facts.h"
#include "ui/connections/finding_row.h"

#include <QString>
#include <QStringList>

namespace audience::ui {

QString stepTitle(const std::string &id);
Mark stepMark(const aws::Step &step, AmazonFacts::Task task);
QString stepWords(const aws::Step &step, AmazonFacts::Task task);
// "VisibilityTimeout: 30, should be 120"; of a policy that it is otherwise, as its text is long.
QStringList stepDetails(const aws::Step &step);
// "arn:aws:iam::123456789012:user/anna" -> "123456789012" and "anna".
QString accountIn(const std::string &arn);
QString callerIn(const std::string &arn);

Mark recordMark(aws::RecordVerdict verdict);
QString dkimWords(const aws::SenderReport &sender);
Mark dkimMark(const aws::SenderReport &sender);
QString spfWords(const aws::RecordReport &record);
QString dmarcWords(const aws::RecordReport &record);
// The records to be set for what is not well; all that carry the sender when `all`.
std::vector<aws::DnsRecord> recordsToSet(const aws::SenderReport &sender, bool all);

QString enforcementWords(const aws::AccountReport &account);
Mark enforcementMark(const aws::AccountReport &account);
// Which way out is active, and whether it is one click (RFC 8058).
QString leaveWords(const model::UnsubscribeWay &way);
bool isOneClick(const model::UnsubscribeWay &way);

} // namespace audience::ui
