// The rows of conditions on emails, consent, blocked addresses and lists. What a row cannot change it shows in
// words; the text form changes it.
#include "model/ledger_condition.h"
#include "qbase/convert.h"
#include "ui/segments/condition_row.h"
#include "ui/segments/ledger_words.h"
#include "ui/text/words.h"

#include <QPushButton>
#include <QTextDocument>

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
    const std::string type = jsonText(m_value, "type");
    const auto span = [this](const Window &window) {
        addWindow({}, window, true, [this](const Window &now, bool quiet, int merge) {
            Json changed = m_value;
            if (now.kind == Window::Kind::AllTime)
                changed.erase("window");
            else
                changed["window"] = model::toJson(now);
            put(changed, quiet, merge);
        });
    };
    if (const auto read = type == "message" ? model::readMessage(m_value, {}, ignored) : std::nullopt) {
        buildMessage();
        span(read->window);
    } else if (const auto said = type == "consent" ? model::readConsent(m_value, {}, ignored) : std::nullopt) {
        addField(tr("Consent to %1").arg(m_context.names.of(RuleNames::Kind::Topic, said->topic)), "user-check");
        QList<PickerItem> states;
        for (const char *state : {"opted_in", "opted_out", "unknown"})
            states.append({QLatin1String(state), consentWord(state), {}, {}});
        const QString now = toQString(model::toText(said->state));
        addWord(QStringLiteral("State"), consentWord(toUtf8(now)), states, now, [this](const QString &id) {
            Json changed = m_value;
            changed["state"] = toUtf8(id);
            put(changed);
        });
        if (said->source)
            addPlain(testWords(*said->source));
        span(said->window);
    } else if (const auto blocked = type == "suppressed" ? model::readSuppressed(m_value, {}, ignored) : std::nullopt) {
        addField(tr("Blocked address"), "ban");
        if (!blocked->reasons.empty())
            addPlain(join(blocked->reasons));
        span(blocked->window);
    } else if (const auto reach = type == "reachable" ? model::readReachable(m_value, {}, ignored) : std::nullopt) {
        addField(tr("Can be emailed"), "mail-check");
        QStringList topics;
        for (const std::string &topic : reach->topics)
            topics << m_context.names.of(RuleNames::Kind::Topic, topic);
        if (!topics.isEmpty())
            addPlain(tr("about %1").arg(topics.join(QStringLiteral(", "))));
    } else {
        return false;
    }
    return true;
}

void ConditionRow::buildMessage() {
    QList<PickerItem> turns;
    const bool isCounted = m_value.contains("count");
    for (const char *turn : {"did", "did_not", "first", "last"})
        if (!isCounted || turns.size() < 2)
            turns.append({QLatin1String(turn), messageTurnWord(QLatin1String(turn)), {}, {}});
    const QString now = messageTurn(m_value);
    addWord(QStringLiteral("Did"), messageTurnWord(now), turns, now, [this](const QString &id) {
        Json changed = m_value;
        changed.erase("do");
        changed.erase("which");
        if (id == QLatin1String("did_not"))
            changed["do"] = "did_not";
        else if (id != QLatin1String("did"))
            changed["which"] = toUtf8(id);
        put(changed);
    });
    addField(messageWord(jsonText(m_value, "what")), "mail-open");
    Json rest = m_value;
    if (!m_context.vocabulary.campaigns.empty()) {
        constexpr int kMostShown = 28;
        const std::string campaign = jsonText(m_value, "campaign");
        QList<PickerItem> campaigns{{QString(), tr("of any campaign"), {}, {}}};
        for (const auto &one : m_context.vocabulary.campaigns)
            campaigns.append({toQString(one.id), toQString(one.name).left(100), {}, QStringLiteral("send")});
        const QString name = m_context.names.of(RuleNames::Kind::Campaign, campaign);
        const QString shown = name.size() > kMostShown ? name.left(kMostShown) + QStringLiteral("…") : name;
        QPushButton *button = addWord(QStringLiteral("Campaign"), campaign.empty() ? tr("of any campaign") : tr("of %1").arg(shown), campaigns, toQString(campaign),
                [this](const QString &id) {
                    change([&](Json &value) {
                        value.erase("campaign");
                        if (!id.isEmpty())
                            value["campaign"] = toUtf8(id);
                    });
                });
        button->setToolTip(campaign.empty() ? QString() : Qt::convertFromPlainText(name.left(200)));
        rest.erase("campaign");
    }
    if (const QString details = messageDetails(rest, m_context.names); !details.isEmpty())
        addPlain(details);
}

} // namespace audience::ui
