// Settings > Blocked addresses: who is never written to and why; add one, take one off, bring a file.
#pragma once

#include "async/latest.h"
#include "service/suppression_service.h"
#include "ui/kit/settings_section.h"

#include <QTimer>

#include <functional>
#include <memory>

class QLabel;
class QLineEdit;

namespace audience::service {
class Session;
}

namespace audience::ui {

class AmazonBlockedCard;
class Jobs;
class Notice;
class TableModel;
class TableView;

class BlockedSection final : public SettingsSection {
    Q_OBJECT
public:
    BlockedSection(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent = nullptr);
    QString key() const override { return QStringLiteral("blocked"); }
    QString title() const override { return tr("Blocked addresses"); }
    const char *iconName() const override { return "ban"; }
    QStringList words() const override { return {tr("Block an address"), tr("Bring a list of blocked addresses"), tr("Amazon's list of blocked addresses")}; }
    void opened() override;
    bool isSettled() const override;
    bool isReadFirst() const override { return true; }
    void importFile(const QString &path);

private:
    void add();
    void remove(const QString &address);
    void takeBack(const std::function<Result<void>(service::SuppressionService &)> &act);
    void show(const service::BlockedList &list);
    void chooseFile();
    void changed();

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    Latest<service::BlockedList> m_latest;
    Notice *m_notice;
    QLineEdit *m_find, *m_address, *m_why;
    QLabel *m_count;
    TableModel *m_model;
    TableView *m_table;
    AmazonBlockedCard *m_amazon;
    QTimer m_soon;
    std::vector<service::BlockedAddress> m_shown;
    int m_busy = 0;
};

} // namespace audience::ui
