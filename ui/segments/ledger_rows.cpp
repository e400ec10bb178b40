// The rows of conditions on emails, consent, blocked addresses and lists. What a row cannot change it shows in
// words; the text form changes it.
#include "model/ledger_condition.h"
#include "qbase/convert.h"
#include "ui/segments/condition_row.h"
#include "ui/segments/ledger_words.h"
#include "ui/text/words.h"

namespace audience::ui {

using model::Window;

namespace {

QString join(const std::vector<std::string> &words) {
    QStringList list;
    for (const std::string &word : words)
        list << plainName(word);
    return list.join(QStringLiteral(", "));
}

} // namespace

bool ConditionRow::buildLedger() {
    model::Findings ignored;
    const std::string type = jsonText(m_condition, "type");
    const auto span = [this](const Window &window) {
        addWindow(window, true, [this](const Window &now, bool quiet, int merge) {
            Json changed = m_condition;
            if (now.kind == Window::Kind::AllTime)
                changed.erase("window");
            else
                changed["window"] = model::toJson(now);
            put(changed, quiet, merge);
        });
    };
    if (const auto read = type == "message" ? model::readMessage(m_condition, {}, ignored) : std::nullopt) {
        buildMessage();
        span(read->window);
    } else if (const auto said = type == "consent" ? model::readConsent(m_condition, {}, ignored) : std::nullopt) {
        addField(tr("Consent to %1").arg(m_context.names.of(RuleNames::Kind::Topic, said->topic)), "user-check");
        QList<PickerItem> states;
        for (const char *state : {"opted_in", "opted_out", "unknown"})
            states.append({QLatin1String(state), consentWord(state), {}, {}});
        const QString now = toQString(model::toText(said->state));
        addWord(QStringLiteral("State"), consentWord(toUtf8(now)), states, now, [this](const QString &id) {
            Json changed = m_condition;
            changed["state"] = toUtf8(id);
            put(changed);
        });
        if (said->source)
            addPlain(testWords(*said->source));
        span(said->window);
    } else if (const auto blocked = type == "suppressed" ? model::readSuppressed(m_condition, {}, ignored) : std::nullopt) {
        addField(tr("Blocked address"), "ban");
        if (!blocked->reasons.empty())
            addPlain(join(blocked->reasons));
        span(blocked->window);
    } else if (const auto reach = type == "reachable" ? model::readReachable(m_condition, {}, ignored) : std::nullopt) {
        addField(tr("Can be emailed"), "mail-check");
        QStringList topics;
        for (const std::string &topic : reach->topics)
            topics << m_context.names.of(RuleNames::Kind::Topic, topic);
        if (!topics.isEmpty())
            addPlain(tr("about %1").arg(topics.join(QStringLiteral(", "))));
    } else if (type == "list" && m_condition.contains("id")) {
        addField(m_context.names.of(RuleNames::Kind::List, toUtf8(valueText(m_condition["id"]))), "list");
        addPlain(tr("is the list they are on"));
    } else {
        return false;
    }
    return true;
}

void ConditionRow::buildMessage() {
    QList<PickerItem> turns;
    const bool isCounted = m_condition.contains("count");
    for (const char *turn : {"did", "did_not", "first", "last"})
        if (!isCounted || turns.size() < 2)
            turns.append({QLatin1String(turn), messageTurnWord(QLatin1String(turn)), {}, {}});
    const QString now = messageTurn(m_condition);
    addWord(QStringLiteral("Did"), messageTurnWord(now), turns, now, [this](const QString &id) {
        Json changed = m_condition;
        changed.erase("do");
        changed.erase("which");
        if (id == QLatin1String("did_not"))
            changed["do"] = "did_not";
        else if (id != QLatin1String("did"))
            changed["which"] = toUtf8(id);
        put(changed);
    });
    addField(messageWord(jsonText(m_condition, "what")), "mail-open");
    if (const QString details = messageDetails(m_condition, m_context.names); !details.isEmpty())
        addPlain(details);
}

} // namespace audience::ui
