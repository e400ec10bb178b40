#include "ui/segments/breakdown_card.h"

#include "qbase/convert.h"
#include "service/remote_people.h"
#include "service/session.h"
#include "ui/kit/card.h"
#include "ui/kit/kept.h"
#include "ui/kit/picker.h"
#include "ui/segments/breakdown_words.h"
#include "ui/sources/engine_words.h"
#include "ui/text/words.h"

#include <QBoxLayout>

#include <algorithm>

namespace audience::ui {

namespace {

// A column that tells people apart by a few values or by numbers says more at first sight than names do.
std::string firstField(const std::vector<service::BreakdownField> &fields) {
    for (const char *name : {"purchase:count", "purchase:last"})
        for (const auto &field : fields)
            if (field.name == name)
                return name;
    return fields.empty() ? std::string() : fields.front().name;
}

} // namespace

BreakdownCard::BreakdownCard(std::shared_ptr<service::Session> session, QWidget *parent) : QObject(parent), m_session(std::move(session)), m_latest(this) {
    m_card = new Card(tr("Compared with everyone else by"), parent);
    m_by = makeButton(QStringLiteral("breakdownBy"), {}, "value", nullptr, m_card);
    connect(m_by, &QPushButton::clicked, this, &BreakdownCard::pick);
    m_card->addAction(m_by);
    m_by->hide(); // until it is known by what
    m_bars = new PairedBars(QStringLiteral("breakdownBars"), tr("Compared with everyone else"), m_card);
    m_card->body()->addWidget(m_bars);
    m_words = makeLabel({}, "tertiary", m_card);
    m_words->setObjectName(QStringLiteral("breakdownWords"));
    m_words->setWordWrap(true);
    m_card->body()->addWidget(m_words);
    connect(m_bars, &PairedBars::rowActivated, this, [this](int row) {
        Q_EMIT chosen(m_shown.breakdown->rows[std::size_t(row)].part,
                      tr("%1: %2").arg(breakdownFieldWords(m_shown.breakdown->field), m_bars->rows()[row].name), m_bars->itemRectOnScreen(row));
    });
    m_engine = makeLabel({}, "tertiary", m_card);
    m_engine->setObjectName(QStringLiteral("breakdownEngine"));
    m_engine->setWordWrap(true);
    m_engine->hide();
    m_card->body()->addWidget(m_engine);
    m_field = toUtf8(Kept::value(settingsKey()).toString());
}

QString BreakdownCard::settingsKey() const {
    return QStringLiteral("breakdown/%1").arg(toQString(m_session->workspace().uuid()));
}

void BreakdownCard::showRule(const model::SegmentRule &rule) {
    m_rule = rule;
    ask();
}

void BreakdownCard::choose(const QString &field) {
    m_field = toUtf8(field);
    Kept::keep(settingsKey(), field);
    if (m_rule)
        ask();
}

void BreakdownCard::ask() {
    m_isAsking = true;
    m_latest.request(
        [session = m_session, rule = *m_rule, wanted = m_field](CancelToken cancel) -> Result<Answer> {
            Answer answer;
            TRY_ASSIGN(answer.fields, service::breakdownFields(*session, cancel, service::peopleNamed(rule)));
            const bool isThere = std::any_of(answer.fields.begin(), answer.fields.end(), [&](const auto &field) { return field.name == wanted; });
            const std::string field = isThere ? wanted : firstField(answer.fields);
            if (!field.empty()) {
                TRY_ASSIGN(answer.breakdown, service::breakDown(*session, rule, field, cancel));
            }
            return answer;
        },
        [this, rule = *m_rule](Result<Answer> answer) {
            m_isAsking = false;
            m_shownRule = rule;
            if (answer)
                return show(*answer);
            showNothing();
            m_words->setText(remoteSentence(answer.error()));
        });
}

void BreakdownCard::clear() {
    m_latest.drop();
    m_isAsking = false;
    m_rule.reset();
    showNothing();
    m_words->clear();
}

void BreakdownCard::showNothing() {
    m_shown = {};
    m_by->hide();
    m_engine->hide();
    m_bars->setRows({});
}

void BreakdownCard::show(const Answer &answer) {
    m_shown = answer;
    m_by->setVisible(answer.breakdown.has_value());
    if (!answer.breakdown) {
        m_bars->setRows({});
        m_words->setText(tr("The data hold nothing that people could be compared by."));
        return;
    }
    const QString words = breakdownFieldWords(answer.breakdown->field);
    m_by->setText(words);
    m_by->setAccessibleName(tr("Compared by: %1").arg(words));
    m_bars->setRows(breakdownRows(*answer.breakdown));
    m_words->setText(tr("%1 here, %2 others. Choose a row to open its people or to use it in a rule.")
                         .arg(formatNumber(answer.breakdown->inside), formatNumber(answer.breakdown->outside)));
    const auto &engine = answer.breakdown->remote;
    m_engine->setVisible(engine.has_value());
    if (engine) {
        m_engine->setText(engineWords(*engine));
        m_engine->setToolTip(engineHint(*engine));
    }
}

void BreakdownCard::pick() {
    if (!m_shown.breakdown)
        return;
    QList<PickerItem> items;
    for (const auto &field : m_shown.fields) {
        const bool isPurchase = field.name.rfind("purchase:", 0) == 0, isEmail = field.name.rfind("email:", 0) == 0, isTrait = field.name.rfind("trait:", 0) == 0;
        items.append({toQString(field.name), breakdownFieldWords(field.name), isPurchase || isEmail ? QString() : typeWord(field.type), {},
                      isPurchase ? tr("Purchases") : isEmail ? tr("Emails") : isTrait ? tr("Computed values") : tr("What is known of people")});
    }
    Picker::pickOne(m_by, items, toQString(m_shown.breakdown->field), [this](const QStringList &ids) { choose(ids.first()); });
}

} // namespace audience::ui
