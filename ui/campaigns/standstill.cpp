#include "ui/campaigns/standstill.h"

#include "qbase/convert.h"
#include "ui/campaigns/campaign_words.h"
#include "ui/text/sentences.h"

#include <QCoreApplication>

#include <map>

namespace audience::ui {

namespace {

using service::SendingWay;

struct Words {
    const char *title, *text;
    const char *filter = "";
};
using Reasons = std::map<std::string, Words, std::less<>>;

// Those that go on by themselves.
const Reasons &waiting(SendingWay way) {
    static const Reasons kSame{
        {"quiet_hours", {QT_TRANSLATE_NOOP("Standstill", "Outside the hours for sending"), QT_TRANSLATE_NOOP("Standstill", "It goes on by itself when they begin again.")}},
        {"warm_up", {QT_TRANSLATE_NOOP("Standstill", "Today's part of the warm-up is sent"), QT_TRANSLATE_NOOP("Standstill", "The rest follows by itself on the next days.")}},
        {"warm_up_held", {QT_TRANSLATE_NOOP("Standstill", "The warm-up keeps the limit of the day before"),
                          QT_TRANSLATE_NOOP("Standstill", "Too many emails of that day bounced or brought complaints. It goes on by itself.")}}};
    static const auto with = [](Reasons own) {
        own.insert(kSame.begin(), kSame.end());
        return own;
    };
    static const Reasons kAmazon = with({
        {"backing_off", {QT_TRANSLATE_NOOP("Standstill", "Amazon asked to slow down"), QT_TRANSLATE_NOOP("Standstill", "It goes on by itself, more slowly. Nobody is left out.")}},
        {"out_of_reach", {QT_TRANSLATE_NOOP("Standstill", "Amazon cannot be reached at the moment"), QT_TRANSLATE_NOOP("Standstill", "It is tried again by itself. Nothing is sent twice.")}},
        {"daily_quota", {QT_TRANSLATE_NOOP("Standstill", "The quota of your Amazon account is used up for now"),
                         QT_TRANSLATE_NOOP("Standstill", "It counts the last 24 hours. The rest goes out by itself as it becomes free.")}}});
    static const Reasons kServer = with({
        {"backing_off", {QT_TRANSLATE_NOOP("Standstill", "Your mail server asked to slow down"), QT_TRANSLATE_NOOP("Standstill", "It goes on by itself, more slowly. Nobody is left out.")}},
        {"out_of_reach", {QT_TRANSLATE_NOOP("Standstill", "Your mail server cannot be reached at the moment"),
                          QT_TRANSLATE_NOOP("Standstill", "It is tried again by itself. Nothing is sent twice.")}}});
    return way == SendingWay::Amazon ? kAmazon : way == SendingWay::MailServer ? kServer : kSame;
}

// Those that wait for a person.
const Reasons &held(SendingWay way) {
    static const Reasons kSame{
        {"paused_by_user", {QT_TRANSLATE_NOOP("Standstill", "Paused by hand"), QT_TRANSLATE_NOOP("Standstill", "Nobody else gets it until you go on.")}},
        {"first_part", {QT_TRANSLATE_NOOP("Standstill", "The first part is out"), QT_TRANSLATE_NOOP("Standstill", "Look at what came of it. The rest goes out on your word.")}},
        {"long_silence", {QT_TRANSLATE_NOOP("Standstill", "Is it still wanted?"),
                          QT_TRANSLATE_NOOP("Standstill", "For more than two hours no computer was there to send it, so it was paused. Go on, or stop it.")}},
        {"bounce_rate", {QT_TRANSLATE_NOOP("Standstill", "Paused: too many addresses bounced for good"),
                         QT_TRANSLATE_NOOP("Standstill", "That protects your name as a sender. Find out where these addresses came from before you go on."), "bounced"}},
        {"complaint_rate", {QT_TRANSLATE_NOOP("Standstill", "Paused: too many people called it spam"),
                            QT_TRANSLATE_NOOP("Standstill", "That protects your name as a sender. Ask yourself whether these people expected it before you go on."), "complained"}},
        {"error_share", {QT_TRANSLATE_NOOP("Standstill", "Paused: more emails were rejected than this campaign allows"),
                         QT_TRANSLATE_NOOP("Standstill", "Each row in the list below says why. Mend the cause, then go on."), "refused"}},
        {"refused_in_a_row", {QT_TRANSLATE_NOOP("Standstill", "Paused: many emails in a row were rejected"),
                              QT_TRANSLATE_NOOP("Standstill", "Each row in the list below says why. Mend the cause, then go on."), "refused"}},
        {"unclear_answers", {QT_TRANSLATE_NOOP("Standstill", "Paused: the answers cannot be understood"),
                             QT_TRANSLATE_NOOP("Standstill", "Whether these emails left is not sure; none is sent twice by itself. Check the address of the connection, then go on."), "not_sure"}},
        {"reconciled", {QT_TRANSLATE_NOOP("Standstill", "The file was moved, copied or restored"),
                        QT_TRANSLATE_NOOP("Standstill", "Nothing goes out from here until you have looked who got it already and go on.")}}};
    static const auto with = [](Reasons own) {
        own.insert(kSame.begin(), kSame.end());
        return own;
    };
    static const Reasons kAmazon = with({
        {"daily_quota", {QT_TRANSLATE_NOOP("Standstill", "Paused: the daily quota of your Amazon account is used up"),
                         QT_TRANSLATE_NOOP("Standstill", "Go on when Amazon allows more. Nobody gets it twice.")}},
        {"credentials", {QT_TRANSLATE_NOOP("Standstill", "Paused: Amazon refused the keys"), QT_TRANSLATE_NOOP("Standstill", "Check them under Connections, then go on. Nobody gets it twice.")}},
        {"sending_disabled", {QT_TRANSLATE_NOOP("Standstill", "Paused: Amazon has switched sending off"),
                              QT_TRANSLATE_NOOP("Standstill", "Look at the account there, then go on. Nobody gets it twice.")}},
        {"unreachable", {QT_TRANSLATE_NOOP("Standstill", "Paused: Amazon cannot be reached"), QT_TRANSLATE_NOOP("Standstill", "Check the network, then go on. Nobody gets it twice.")}}});
    static const Reasons kServer = with({
        {"credentials", {QT_TRANSLATE_NOOP("Standstill", "Paused: your mail server refused the password"),
                         QT_TRANSLATE_NOOP("Standstill", "Check it under Connections, then go on. Nobody gets it twice.")}},
        {"mail_server_refuses", {QT_TRANSLATE_NOOP("Standstill", "Paused: your mail server takes nothing from this sender"),
                                 QT_TRANSLATE_NOOP("Standstill", "Its words are in the list below. Mend the cause there, then go on."), "refused"}},
        {"unreachable", {QT_TRANSLATE_NOOP("Standstill", "Paused: your mail server cannot be reached"),
                         QT_TRANSLATE_NOOP("Standstill", "Check the network and the connection, then go on. Nobody gets it twice.")}}});
    return way == SendingWay::Amazon ? kAmazon : way == SendingWay::MailServer ? kServer : kSame;
}

QString say(const char *text) { return QCoreApplication::translate("Standstill", text); }

} // namespace

Standstill standstillOf(const service::CampaignStatus &status, SendingWay way) {
    using model::CampaignState;
    const bool isGoing = status.state == CampaignState::Sending;
    if (status.reason.empty() || (!isGoing && status.state != CampaignState::Paused && status.state != CampaignState::Blocked))
        return {};
    const Reasons &reasons = isGoing ? waiting(way) : held(way);
    if (const auto known = reasons.find(status.reason); known != reasons.end())
        return {say(known->second.title), say(known->second.text), QLatin1String(known->second.filter)};
    QString why = reasonText(status.reason); // a part of the email that somebody has to mend says a sentence of its own
    if (!why.isEmpty())
        why[0] = why.at(0).toUpper();
    if (!why.isEmpty() && !why.endsWith(QLatin1Char('.')))
        why += QLatin1Char('.');
    return {campaignChip(toQString(model::toText(status.state))).first, why, {}};
}

} // namespace audience::ui
