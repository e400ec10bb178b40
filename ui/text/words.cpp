#include "ui/text/words.h"

#include "qbase/convert.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace audience::ui {

namespace {

struct Word {
    std::string_view id;
    const char *text;
};

constexpr Word kCampaignStates[] = {
    {"draft", QT_TRANSLATE_NOOP("Words", "Draft")},         {"in_review", QT_TRANSLATE_NOOP("Words", "In review")},
    {"approved", QT_TRANSLATE_NOOP("Words", "Approved")},   {"scheduled", QT_TRANSLATE_NOOP("Words", "Scheduled")},
    {"sending", QT_TRANSLATE_NOOP("Words", "Sending")},     {"paused", QT_TRANSLATE_NOOP("Words", "Paused")},
    {"stopped", QT_TRANSLATE_NOOP("Words", "Stopped")},     {"finished", QT_TRANSLATE_NOOP("Words", "Finished")},
    {"blocked", QT_TRANSLATE_NOOP("Words", "Blocked")},
};

constexpr Word kEmailStates[] = {
    {"audience", QT_TRANSLATE_NOOP("Words", "Audience")},
    {"bought", QT_TRANSLATE_NOOP("Words", "Bought")},
    {"planned", QT_TRANSLATE_NOOP("Words", "To go")},
    {"intent", QT_TRANSLATE_NOOP("Words", "To go")},
    {"accepted", QT_TRANSLATE_NOOP("Words", "Handed over")},
    {"handed_over", QT_TRANSLATE_NOOP("Words", "Handed over")},
    {"sent", QT_TRANSLATE_NOOP("Words", "Handed over")},
    {"refused", QT_TRANSLATE_NOOP("Words", "Rejected")},
    {"rejected", QT_TRANSLATE_NOOP("Words", "Rejected")},
    {"retry_at", QT_TRANSLATE_NOOP("Words", "Tries again")},
    {"next_try", QT_TRANSLATE_NOOP("Words", "Next try")},
    {"skipped", QT_TRANSLATE_NOOP("Words", "Kept back")},
    {"got_nothing", QT_TRANSLATE_NOOP("Words", "Did not get it")},
    {"kept_back", QT_TRANSLATE_NOOP("Words", "Kept back")},
    {"in_doubt", QT_TRANSLATE_NOOP("Words", "Not sure")},
    {"not_sent", QT_TRANSLATE_NOOP("Words", "Not sent")},
    {"left_out", QT_TRANSLATE_NOOP("Words", "Not sent")},
    {"to_go", QT_TRANSLATE_NOOP("Words", "To go")},
    {"not_sure", QT_TRANSLATE_NOOP("Words", "Not sure")},
    {"unknown", QT_TRANSLATE_NOOP("Words", "Not sure")},
    {"delivered", QT_TRANSLATE_NOOP("Words", "Delivered")},
    {"opened", QT_TRANSLATE_NOOP("Words", "Opened")},
    {"opened_by_machine", QT_TRANSLATE_NOOP("Words", "Opened by a machine")},
    {"clicked", QT_TRANSLATE_NOOP("Words", "Clicked")},
    {"bounced", QT_TRANSLATE_NOOP("Words", "Bounced")},
    {"bounced_hard", QT_TRANSLATE_NOOP("Words", "Bounced")},
    {"bounced_soft", QT_TRANSLATE_NOOP("Words", "Bounced for now")},
    {"delayed", QT_TRANSLATE_NOOP("Words", "Delayed")},
    {"complained", QT_TRANSLATE_NOOP("Words", "Complained")},
    {"unsubscribed", QT_TRANSLATE_NOOP("Words", "Unsubscribed")},
};

constexpr Word kReasons[] = {
    {"no_address", QT_TRANSLATE_NOOP("Words", "No email address")},
    {"invalid_address", QT_TRANSLATE_NOOP("Words", "Email address is not valid")},
    {"duplicate_address", QT_TRANSLATE_NOOP("Words", "Same address as another person")},
    {"suppressed_complaint", QT_TRANSLATE_NOOP("Words", "Complained before")},
    {"suppressed_bounce", QT_TRANSLATE_NOOP("Words", "Address bounced before")},
    {"suppressed_manual", QT_TRANSLATE_NOOP("Words", "On the blocked list")},
    {"safety_set", QT_TRANSLATE_NOOP("Words", "In a safety segment or list")},
    {"holdout", QT_TRANSLATE_NOOP("Words", "Gets nothing, to compare with")},
    {"unsubscribed", QT_TRANSLATE_NOOP("Words", "Unsubscribed")},
    {"no_consent", QT_TRANSLATE_NOOP("Words", "No consent to the topic")},
    {"no_legal_basis", QT_TRANSLATE_NOOP("Words", "No reason given to write")},
    {"over_cap", QT_TRANSLATE_NOOP("Words", "Had enough emails lately")},
    {"over_topic_cap", QT_TRANSLATE_NOOP("Words", "Had enough emails about it lately")},
    {"once_per", QT_TRANSLATE_NOOP("Words", "Goes to another one of them")},
    {"domain", QT_TRANSLATE_NOOP("Words", "At a domain left out here")},
    {"denied_domain", QT_TRANSLATE_NOOP("Words", "At a domain never written to")},
    {"missing_field", QT_TRANSLATE_NOOP("Words", "A field is empty")},
    {"holdout", QT_TRANSLATE_NOOP("Words", "Held out to compare with")},
    {"over_limit", QT_TRANSLATE_NOOP("Words", "Not drawn")},
    {"expired", QT_TRANSLATE_NOOP("Words", "Too late to be sent")},
    {"not_accepted_in_time", QT_TRANSLATE_NOOP("Words", "Not accepted in time")},
    {"higher_priority", QT_TRANSLATE_NOOP("Words", "Left for a campaign that goes first")},
    {"stopped", QT_TRANSLATE_NOOP("Words", "Stopped before their turn")},
    // Of a whole send that stands still.
    {"bounce_rate", QT_TRANSLATE_NOOP("Words", "Too many addresses bounced for good")},
    {"complaint_rate", QT_TRANSLATE_NOOP("Words", "Too many people called it spam")},
    {"error_share", QT_TRANSLATE_NOOP("Words", "More emails were rejected than it allows")},
    {"refused_in_a_row", QT_TRANSLATE_NOOP("Words", "Many emails in a row were rejected")},
    {"unclear_answers", QT_TRANSLATE_NOOP("Words", "The answers cannot be understood")},
    {"reconciled", QT_TRANSLATE_NOOP("Words", "The file was moved, copied or restored")},
    {"credentials", QT_TRANSLATE_NOOP("Words", "The keys were refused")},
    {"sending_disabled", QT_TRANSLATE_NOOP("Words", "Sending was switched off")},
    {"mail_server_refuses", QT_TRANSLATE_NOOP("Words", "The mail server takes nothing from this sender")},
    {"unreachable", QT_TRANSLATE_NOOP("Words", "The service cannot be reached")},
    {"daily_quota", QT_TRANSLATE_NOOP("Words", "The daily quota is used up")},
    {"paused_by_user", QT_TRANSLATE_NOOP("Words", "Paused by hand")},
    {"first_part", QT_TRANSLATE_NOOP("Words", "The first part is out")},
    {"long_silence", QT_TRANSLATE_NOOP("Words", "No computer was there to send it")},
};

constexpr Word kTypes[] = {
    {"text", QT_TRANSLATE_NOOP("Words", "text")},      {"bool", QT_TRANSLATE_NOOP("Words", "yes or no")},
    {"int64", QT_TRANSLATE_NOOP("Words", "whole number")}, {"decimal", QT_TRANSLATE_NOOP("Words", "decimal number")},
    {"double", QT_TRANSLATE_NOOP("Words", "number")},  {"date", QT_TRANSLATE_NOOP("Words", "date")},
    {"instant", QT_TRANSLATE_NOOP("Words", "date and time")}, {"json", QT_TRANSLATE_NOOP("Words", "list")},
};

constexpr Word kRoles[] = {
    {"profiles", QT_TRANSLATE_NOOP("Words", "people")},
    {"events", QT_TRANSLATE_NOOP("Words", "what people did")},
    {"table", QT_TRANSLATE_NOOP("Words", "a related table")},
};

// Within a sentence.
constexpr Word kDefinitions[] = {
    {"segment", QT_TRANSLATE_NOOP("Words", "segment")},
    {"template", QT_TRANSLATE_NOOP("Words", "template")},
    {"campaign", QT_TRANSLATE_NOOP("Words", "campaign")},
    {"connection", QT_TRANSLATE_NOOP("Words", "connection")},
    {"trait", QT_TRANSLATE_NOOP("Words", "computed value")},
    {"brand", QT_TRANSLATE_NOOP("Words", "brand")},
    {"saved_block", QT_TRANSLATE_NOOP("Words", "saved block")},
    {"sync", QT_TRANSLATE_NOOP("Words", "sync")},
};

template <std::size_t N> QString find(const Word (&words)[N], std::string_view id) {
    for (const Word &word : words)
        if (word.id == id)
            return QCoreApplication::translate("Words", word.text);
    return plainName(id);
}

} // namespace

QString campaignStateWord(std::string_view state) {
    return find(kCampaignStates, state);
}
QString emailStateWord(std::string_view state) {
    return find(kEmailStates, state);
}
QString reasonWord(std::string_view reason) {
    return find(kReasons, reason);
}
QString definitionWord(std::string_view kind) {
    const bool isKnown = std::any_of(std::begin(kDefinitions), std::end(kDefinitions), [&](const Word &word) { return word.id == kind; });
    return isKnown ? find(kDefinitions, kind) : toQString(kind);
}
QString typeWord(std::string_view type) {
    return find(kTypes, type);
}
QString roleWord(std::string_view role) {
    return find(kRoles, role);
}

QString plainName(std::string_view name) {
    QString words = toQString(name);
    return words.replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString zoneName(std::string_view id) {
    const QString name = plainName(id);
    return name.section(QLatin1Char('/'), -1) == QLatin1String("UTC") ? QStringLiteral("UTC") : name;
}

} // namespace audience::ui
