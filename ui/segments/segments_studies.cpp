// The tabs of the segments page that look at the rule from another side.
#include "ui/kit/tab_row.h"
#include "ui/segments/overlap_panel.h"
#include "ui/segments/history_panel.h"
#include "ui/segments/history_trend.h"
#include "ui/segments/reach_panel.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/segments_page.h"
#include "ui/segments/study_panel.h"
#include "ui/segments/who_panel.h"

#include <QStackedWidget>

namespace audience::ui {

void SegmentsPage::buildStudies() {
    addStudy(new WhoPanel(m_session, m_traits, m_stack), QStringLiteral("tabWho"), tr("Who they are"));
    const auto open = [this] { return qint64(current().id); };
    addStudy(new OverlapPanel(m_session, open, m_stack), QStringLiteral("tabOverlap"), tr("Overlap"));
    addStudy(new HistoryPanel(m_session, open, m_stack), QStringLiteral("tabHistory"), tr("Over time"));
    m_trend = new HistoryTrend(m_session, this);
    connect(m_trend, &HistoryTrend::counted, this, [this](const QVector<double> &weeks) { m_reach->setHistory(weeks); });
}

void SegmentsPage::addStudy(StudyPanel *panel, const QString &tabName, const QString &label) {
    m_tabs->addTab(tabName, label);
    m_stack->addWidget(panel);
    m_studies.append(panel);
    connect(panel, &StudyPanel::said, this, &Page::said);
    connect(panel, &StudyPanel::peopleWanted, this,
            [this](const QString &title, const QString &note, const MemberOpener::Find &find) { m_behind->open(title, note, find); });
    connect(panel, &StudyPanel::ruleWanted, this,
            [this](const model::SegmentRule &rule, const QString &name) {
        startNew(name, model::toJson(rule), true);
        m_tabs->setCurrent(0); // what it says is the next thing to look at
    });
    connect(panel, &StudyPanel::partWanted, this, [this](const model::RuleNode &part) {
        model::SegmentRule rule = m_document->rule();
        if (rule.root.kind != model::RuleNode::Kind::All) {
            model::RuleNode all;
            all.kind = model::RuleNode::Kind::All;
            all.children.push_back(std::move(rule.root));
            rule.root = std::move(all);
        }
        rule.root.children.push_back(part);
        m_document->change(tr("Add a condition"), rule);
    });
}

void SegmentsPage::showTrend() { m_trend->showRule(m_counted); }

void SegmentsPage::showStudy() {
    if (!hasDocument() || !m_hasCounted)
        return;
    const QString saved = current().id > 0 ? name() : QString();
    for (StudyPanel *panel : std::as_const(m_studies)) {
        if (m_stack->currentWidget() != panel)
            continue;
        if (m_isThere)
            panel->showElsewhere(m_counted, saved, placeOfPeople());
        else
            panel->showRule(m_counted, saved);
    }
}

} // namespace audience::ui
