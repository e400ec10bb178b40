// Settings > Workspace: its name and file, what every email says about who sends it,
// which computer sends, a backup now, "Check this file", the audit log.
#pragma once

#include "service/imprint.h"
#include "ui/kit/settings_section.h"

#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;

namespace audience::service {
class Session;
}

namespace audience::ui {

class HandoverPanel;
class Jobs;
class Notice;
class StalePanel;

class WorkspaceSection final : public SettingsSection {
    Q_OBJECT
public:
    WorkspaceSection(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent = nullptr);
    ~WorkspaceSection() override;
    QString key() const override { return QStringLiteral("workspace"); }
    QString title() const override { return tr("Workspace"); }
    const char *iconName() const override { return "building-2"; }
    QStringList words() const override;
    void opened() override;
    bool isSettled() const override;

    // Where today's backup would go; another name when that file is there already.
    static QString backupPath(const QString &file, const QDate &day);
    void backUp(const QString &path);
    void exportAudit(const QString &path);

private:
    QWidget *makeIdentity();
    QWidget *makeImprint();
    QWidget *makeSender();
    QWidget *makeCare();
    void saveImprint();
    void keepImprint(const service::Imprint &read, const service::Imprint &wanted, bool mayUndo);
    void showImprint(const service::Imprint &imprint);
    void showStale(const service::Imprint &read, const service::Imprint &wanted);
    void saveName();
    void keepName(const QString &name, bool mayUndo);
    void check();
    void verifyAudit();

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    QLineEdit *m_name, *m_sender, *m_address;
    QLabel *m_file, *m_facts;
    Notice *m_notice;
    HandoverPanel *m_sends;
    QString m_savedName;
    service::Imprint m_imprint; // what was read, of what nobody is writing just now
    StalePanel *m_stale;
    service::Imprint m_theirs, m_mine; // of a save that came too late
    int m_busy = 0;
};

} // namespace audience::ui
