#include "ui/segments/ledger_words.h"

#include "model/ledger_condition.h"
#include "qbase/convert.h"
#include "ui/segments/rule_words.h"
#include "ui/text/words.h"

#include <QCoreApplication>

#include <map>

namespace audience::ui {

using model::MessageCondition;

static QString say(const char *text) { return QCoreApplication::translate("Rule", text); }

QString messageWord(const std::string &what) {
    static const std::map<std::string, const char *> kWords{
        {"sent", QT_TRANSLATE_NOOP("Rule", "get sent an email")},
        {"delivered", QT_TRANSLATE_NOOP("Rule", "receive an email")},
        {"opened", QT_TRANSLATE_NOOP("Rule", "open an email")},
        {"clicked", QT_TRANSLATE_NOOP("Rule", "click in an email")},
        {"engaged", QT_TRANSLATE_NOOP("Rule", "open or click an email")},
        {"bounced", QT_TRANSLATE_NOOP("Rule", "have an email bounce")},
        {"complained", QT_TRANSLATE_NOOP("Rule", "call an email spam")},
        {"unsubscribed", QT_TRANSLATE_NOOP("Rule", "unsubscribe in an email")},
        {"converted", QT_TRANSLATE_NOOP("Rule", "convert after an email")}};
    const auto found = kWords.find(what);
    return found == kWords.end() ? plainName(what) : say(found->second);
}

QString messageTurnWord(const QString &turn) {
    return turn == QLatin1String("did_not") ? say(QT_TRANSLATE_NOOP("Rule", "did not"))
           : turn == QLatin1String("first") ? say(QT_TRANSLATE_NOOP("Rule", "did first"))
           : turn == QLatin1String("last")  ? say(QT_TRANSLATE_NOOP("Rule", "did last"))
                                            : say(QT_TRANSLATE_NOOP("Rule", "did"));
}

QString messageTurn(const Json &condition) {
    const std::string which = jsonText(condition, "which");
    return toQString(which.empty() ? jsonText(condition, "do", "did") : which);
}

QString messageDetails(const Json &condition, const RuleNames &names) {
    model::Findings ignored;
    const auto read = model::readMessage(condition, {}, ignored);
    if (!read)
        return {};
    QStringList parts;
    if (!read->by.empty() && read->by != "person")
        parts << (read->by == "machine" ? say(QT_TRANSLATE_NOOP("Rule", "by a machine")) : say(QT_TRANSLATE_NOOP("Rule", "by a person or a machine")));
    if (!read->bounce.empty())
        parts << (read->bounce == "hard" ? say(QT_TRANSLATE_NOOP("Rule", "for good")) : say(QT_TRANSLATE_NOOP("Rule", "for now")));
    if (!read->campaign.empty())
        parts << say(QT_TRANSLATE_NOOP("Rule", "campaign %1")).arg(names.of(RuleNames::Kind::Campaign, read->campaign));
    if (!read->emailTemplate.empty())
        parts << say(QT_TRANSLATE_NOOP("Rule", "template %1")).arg(names.of(RuleNames::Kind::Template, read->emailTemplate));
    if (!read->topic.empty())
        parts << say(QT_TRANSLATE_NOOP("Rule", "topic %1")).arg(names.of(RuleNames::Kind::Topic, read->topic));
    if (read->link)
        parts << testWords(*read->link);
    if (read->count && !read->count->values.empty()) {
        const QString amount = countWord(read->count->op) + QLatin1Char(' ') + valueText(read->count->values.front());
        switch (read->count->of) {
        case MessageCondition::Of::Emails: parts << say(QT_TRANSLATE_NOOP("Rule", "%1 emails")).arg(amount); break;
        case MessageCondition::Of::Times: parts << say(QT_TRANSLATE_NOOP("Rule", "%1 times")).arg(amount); break;
        case MessageCondition::Of::Campaigns: parts << say(QT_TRANSLATE_NOOP("Rule", "%1 campaigns")).arg(amount); break;
        case MessageCondition::Of::Links: parts << say(QT_TRANSLATE_NOOP("Rule", "%1 links")).arg(amount); break;
        }
    }
    return parts.join(QStringLiteral(", "));
}

QString consentWord(const std::string &state) {
    return state == "opted_out" ? say(QT_TRANSLATE_NOOP("Rule", "was taken back"))
           : state == "unknown" ? say(QT_TRANSLATE_NOOP("Rule", "is not known"))
                                : say(QT_TRANSLATE_NOOP("Rule", "is given"));
}

static QString windowSuffix(const model::Window &window) {
    return window.kind == model::Window::Kind::AllTime ? QString() : QLatin1Char(' ') + windowWords(window);
}

QString ledgerWords(const Json &condition, const RuleNames &names) {
    model::Findings ignored;
    const std::string type = jsonText(condition, "type");
    if (type == "message") {
        if (const auto read = model::readMessage(condition, {}, ignored)) {
            const QString details = messageDetails(condition, names);
            return messageTurnWord(messageTurn(condition)) + QLatin1Char(' ') + messageWord(read->what) +
                   (details.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(details)) + windowSuffix(read->window);
        }
    } else if (type == "consent") {
        if (const auto read = model::readConsent(condition, {}, ignored))
            return say(QT_TRANSLATE_NOOP("Rule", "Consent to %1")).arg(names.of(RuleNames::Kind::Topic, read->topic)) + QLatin1Char(' ') +
                   consentWord(std::string(model::toText(read->state))) + windowSuffix(read->window);
    } else if (type == "suppressed") {
        if (const auto read = model::readSuppressed(condition, {}, ignored))
            return say(QT_TRANSLATE_NOOP("Rule", "Blocked address")) + windowSuffix(read->window);
    } else if (type == "reachable") {
        return say(QT_TRANSLATE_NOOP("Rule", "Can be emailed"));
    } else if (type == "list" && condition.contains("id")) {
        return say(QT_TRANSLATE_NOOP("Rule", "List %1")).arg(names.of(RuleNames::Kind::List, toUtf8(valueText(condition["id"]))));
    } else if (type == "list") {
        return say(QT_TRANSLATE_NOOP("Rule", "Listed by their key"));
    } else if (type == "query") {
        return say(QT_TRANSLATE_NOOP("Rule", "Found by a query"));
    }
    return {};
}

} // namespace audience::ui
