// Settings > Machines and people: the rules that tell whose openings and clicks count, what each took out,
// and the past counted again. The rules themselves are the workspace's; see docs/formats/events.md.
#pragma once

#include "async/latest.h"
#include "service/event_service.h"
#include "ui/kit/settings_section.h"

#include <memory>

class QBoxLayout;
class QCheckBox;
class QLabel;
class QPushButton;

namespace audience::ui {

class Jobs;
class Notice;

class EventRulesSection final : public SettingsSection {
    Q_OBJECT
public:
    EventRulesSection(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent = nullptr);
    QString key() const override { return QStringLiteral("machines"); }
    QString title() const override { return tr("Machines and people"); }
    const char *iconName() const override { return "mouse-pointer-click"; }
    QStringList words() const override { return {tr("Openings by machines"), tr("Clicks by robots"), tr("Count the past again")}; }
    void opened() override;
    bool isSettled() const override { return m_busy == 0; }
    bool isReadFirst() const override { return true; }

private:
    void show(const service::EventRulesView &view);
    QCheckBox *addRule(const delivery::EventRule &rule, const service::EventRulesView &view);
    void switchRule(const QString &id, bool on);
    void previewPast();
    void countPast();
    void restore();
    void done(const Result<void> &done);

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    Latest<service::EventRulesView> m_latest;
    Latest<delivery::RulePass> m_preview;
    Notice *m_notice;
    QLabel *m_summary, *m_past;
    QBoxLayout *m_rules;
    QWidget *m_due;
    QPushButton *m_builtIn;
    int m_busy = 0;
};

} // namespace audience::ui
