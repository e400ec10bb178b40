// Settings > Topics: what people can say yes or no to, and what counts when they said nothing. Rows stay as they are
// while what they show changes; only what was changed in a row is saved, and never over what others saved unseen.
#pragma once

#include "service/workspace_service.h"
#include "ui/kit/settings_section.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;

namespace audience::ui {

class AmazonTopicsCard;
class Notice;
class StalePanel;

class TopicsSection final : public SettingsSection {
    Q_OBJECT
public:
    explicit TopicsSection(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    ~TopicsSection() override;
    QString key() const override { return QStringLiteral("topics"); }
    QString title() const override { return tr("Topics"); }
    const char *iconName() const override { return "tag"; }
    QStringList words() const override { return {tr("Consent to topics"), tr("Topics at Amazon")}; }
    void opened() override;
    bool isSettled() const override;
    bool isReadFirst() const override { return true; }

private:
    struct Row {
        service::TopicView shown; // what was read, of what nobody is writing just now
        QString sent;             // the name that is on its way, or in question
        QWidget *box;
        QLineEdit *name;
        QComboBox *kind;
    };
    QComboBox *makeKinds(const QString &objectName, QWidget *parent) const;
    QString kindWords(const std::string &kind) const;
    void fill(const std::vector<service::TopicView> &topics);
    std::shared_ptr<Row> makeRowOf(const service::TopicView &topic);
    void put(Row &row, const service::TopicView &topic);
    void rename(Row &row);
    void settle(const std::string &key); // nobody is writing its name any more
    void forgetSent();
    void addNew();
    // `message` with an undo; none: nothing is said.
    void save(const service::TopicView &read, const service::TopicView &wanted, const QString &message);
    void saved(const service::TopicView &read, const service::TopicView &wanted, const service::TopicView &now, const QString &message);
    void showStale(const service::TopicView &read, const service::TopicView &wanted);
    void takeBack(const std::string &key);

    std::shared_ptr<service::Session> m_session;
    Notice *m_notice;
    StalePanel *m_stale;
    std::function<void()> m_keepMine, m_takeTheirs;
    QBoxLayout *m_rows;
    QLabel *m_none;
    std::vector<std::shared_ptr<Row>> m_shown; // in the order of m_rows
    QLineEdit *m_name;
    QComboBox *m_kind;
    AmazonTopicsCard *m_amazon;
    int m_busy = 0;
};

} // namespace audience::ui
