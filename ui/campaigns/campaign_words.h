// A campaign's states, a person's row of the log and a check before the send in plain words.
#pragma once

#include "service/objection.h"
#include "service/sending_way.h"
#include "service/views.h"
#include "ui/kit/widgets.h"

#include <utility>

namespace audience::ui {

std::pair<QString, Tone> campaignChip(const QString &state);
std::pair<QString, Tone> emailChip(const QString &stateOrOutcome);
QString dayAndTime(Instant at);
QString approvalWords(const model::Campaign &campaign); // "21 Nov 09:58 by ida"; who asked, where nobody has given it; "": nobody asked
QString rateWords(double perSecond); // "0.5 per second", "As fast as allowed"
// "Opened, clicked https://…", "No consent to the topic", "Delivered in practice".
QString whatHappened(const service::LogRow &row, service::SendingWay way);
// "Clicked https://…", "Opened by a machine"; of one person's history.
// Since when somebody is not written to and by whose word; and what can be done about a reason, "": nothing.
QString objectionWords(const service::Objection &objection);
QString wayOut(const std::string &reason);
QString eventWords(const service::LogEvent &event);
// The same chart with words for the names of its series, which are states of emails.
model::ChartSpec inWords(model::ChartSpec chart);
qint64 stateCount(const service::CampaignStatus &status, const char *state);
qint64 factCount(const service::CampaignStatus &status, const char *fact);

} // namespace audience::ui
