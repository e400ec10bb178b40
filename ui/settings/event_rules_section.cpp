#include "ui/settings/event_rules_section.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/theme.h"
#include "ui/settings/setting_row.h"
#include "ui/text/sentences.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QMap>

namespace audience::ui {

using service::EventRulesView;
using service::EventService;

// The built-in rules speak the reader's language; a rule somebody wrote keeps its words.
static QString nameOf(const delivery::EventRule &rule) {
    const QMap<QString, QString> known{{QStringLiteral("Amazon takes it for a robot"), EventRulesSection::tr("Amazon takes it for a robot")},
                                       {QStringLiteral("Apple Mail loads pictures unseen"), EventRulesSection::tr("Apple Mail loads pictures unseen")},
                                       {QStringLiteral("Google's picture proxy, at once after delivery"), EventRulesSection::tr("Google's picture proxy, at once after delivery")},
                                       {QStringLiteral("Security scanner, by its own name"), EventRulesSection::tr("Security scanner, by its own name")},
                                       {QStringLiteral("Network of a mail filter"), EventRulesSection::tr("Network of a mail filter")},
                                       {QStringLiteral("Click within 3 seconds of delivery"), EventRulesSection::tr("Click within 3 seconds of delivery")},
                                       {QStringLiteral("4 links of one email within 5 seconds"), EventRulesSection::tr("4 links of one email within 5 seconds")}};
    const QString name = toQString(rule.name);
    return known.value(name, name);
}

static QString tookOut(const delivery::EventRule &rule, const EventRulesView &view) {
    const auto found = view.counts.find(rule.id);
    const delivery::RuleCount count = found == view.counts.end() ? delivery::RuleCount{} : found->second;
    const QString opens = EventRulesSection::tr("%n openings taken out", nullptr, int(count.opens));
    const QString clicks = EventRulesSection::tr("%n clicks taken out", nullptr, int(count.clicks));
    switch (rule.verdict) {
    case delivery::EventVerdict::MachineOpen:
        return opens;
    case delivery::EventVerdict::BotClick:
        return clicks;
    case delivery::EventVerdict::Both:
        return EventRulesSection::tr("%1, %2", "openings, clicks").arg(opens, clicks);
    }
    return {};
}

EventRulesSection::EventRulesSection(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent)
    : SettingsSection(parent), m_session(std::move(session)), m_jobs(jobs), m_latest(this), m_preview(this) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kMedium);
    m_notice = new Notice(QStringLiteral("rulesNotice"), this);
    layout->addWidget(m_notice);
    QBoxLayout *rows = nullptr;
    layout->addWidget(makeSettingsCard(tr("What does not count as a person"), this, &rows));
    m_summary = makeLabel({}, "secondary", this);
    m_summary->setObjectName(QStringLiteral("rulesSummary"));
    m_summary->setWordWrap(true);
    rows->addWidget(m_summary);
    m_rules = makeColumn(space::kMedium);
    rows->addLayout(m_rules);
    m_builtIn = makeButton(QStringLiteral("rulesBuiltIn"), tr("Built-in rules again"), "quiet", "rotate-ccw", this);
    connect(m_builtIn, &QPushButton::clicked, this, &EventRulesSection::restore);
    auto *foot = makeRow();
    foot->addWidget(m_builtIn);
    foot->addStretch(1);
    rows->addLayout(foot);

    m_due = makeSettingsCard(tr("The past still counts by other rules"), this, &rows);
    m_due->setObjectName(QStringLiteral("rulesDue"));
    m_past = makeLabel({}, "body", this);
    m_past->setObjectName(QStringLiteral("rulesPast"));
    m_past->setWordWrap(true);
    auto *count = makeButton(QStringLiteral("rulesApply"), tr("Count the past again"), "", "refresh-cw", this);
    connect(count, &QPushButton::clicked, this, &EventRulesSection::countPast);
    auto *line = makeRow();
    line->addWidget(m_past, 1);
    line->addWidget(count);
    rows->addLayout(line);
    m_due->hide();
    layout->addWidget(m_due);
    layout->addStretch(1);
}

void EventRulesSection::opened() {
    m_busy = 1;
    m_latest.request([session = m_session](CancelToken) { return EventService(*session).rules(); }, [this](Result<EventRulesView> view) {
        m_busy = 0;
        if (!view)
            return sayUnread(m_notice, sentence(view.error()));
        show(*view);
        noteRead();
    });
}

void EventRulesSection::show(const EventRulesView &view) {
    // The switch that was just pressed is made anew, and keeps the keyboard.
    const QWidget *focus = window()->focusWidget();
    const QString focused = focus && isAncestorOf(focus) ? focus->objectName() : QString();
    clearLayout(m_rules);
    for (const delivery::EventRule &rule : view.rules.rules)
        if (QCheckBox *made = addRule(rule, view); made->objectName() == focused)
            made->setFocus();
    m_summary->setText(tr("The first rule that fits takes an opening or click out of every figure. Left to people: %1 openings, %2 clicks.")
                           .arg(formatNumber(view.opens), formatNumber(view.clicks)));
    m_builtIn->setVisible(!view.areBuiltIn);
    m_due->setVisible(view.isPassDue);
    if (view.isPassDue)
        previewPast();
}

QCheckBox *EventRulesSection::addRule(const delivery::EventRule &rule, const EventRulesView &view) {
    auto *on = new QCheckBox(this);
    on->setObjectName(QStringLiteral("rule_") + toQString(rule.id));
    on->setChecked(rule.isOn);
    connect(on, &QCheckBox::toggled, this, [this, id = toQString(rule.id)](bool isOn) { switchRule(id, isOn); });
    m_rules->addWidget(makeLine(this));
    m_rules->addWidget(makeSettingRow(nameOf(rule), tookOut(rule, view), on, this));
    return on;
}

void EventRulesSection::switchRule(const QString &id, bool on) {
    m_busy = 1;
    inBackground(this, [session = m_session, id = toUtf8(id), on] { return EventService(*session).switchRule(id, on); }, [this](Result<void> switched) { done(switched); });
}

void EventRulesSection::restore() {
    m_busy = 1;
    inBackground(this, [session = m_session] { return EventService(*session).restoreBuiltInRules(); }, [this](Result<void> restored) { done(restored); });
}

void EventRulesSection::done(const Result<void> &done) {
    m_busy = 0;
    if (!done)
        m_notice->say(Tone::Bad, sentence(done.error()), {});
    else
        m_notice->clear();
    opened();
}

void EventRulesSection::previewPast() {
    m_past->setText(tr("Counting what would change…"));
    m_preview.request([session = m_session](CancelToken cancel) { return EventService(*session).preview({}, nullptr, cancel); }, [this](Result<delivery::RulePass> pass) {
        if (!pass)
            return m_past->setText(sentence(pass.error()));
        m_past->setText(tr("Of the past, %1 openings and %2 clicks would be taken out, and %3 openings and %4 clicks given back to people.")
                            .arg(formatNumber(pass->opensOut), formatNumber(pass->clicksOut), formatNumber(pass->opensBack), formatNumber(pass->clicksBack)));
    });
}

void EventRulesSection::countPast() {
    m_busy = 1;
    m_jobs->start(tr("Counting openings and clicks again"), this, [session = m_session](Progress *progress, const CancelToken &cancel) { return EventService(*session).apply(progress, cancel); }, [this](Result<delivery::RulePass> pass) {
        m_busy = 0;
        if (!pass && pass.error().kind != ErrorKind::Cancelled)
            m_notice->say(Tone::Bad, sentence(pass.error()), {});
        if (pass)
            Q_EMIT said(tr("The past counts by these rules now"));
        opened();
        Q_EMIT touchedWorkspace();
    });
}

} // namespace audience::ui
