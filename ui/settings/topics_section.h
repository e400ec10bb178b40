// Settings > Topics: what people can say yes or no to, and what counts when they said nothing.
#pragma once

#include "ui/kit/settings_section.h"

#include <memory>
#include <optional>
#include <string>

class QBoxLayout;
class QComboBox;
class QLineEdit;

namespace audience::service {
class Session;
struct TopicView;
}

namespace audience::ui {

class Notice;

class TopicsSection final : public SettingsSection {
    Q_OBJECT
public:
    explicit TopicsSection(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    ~TopicsSection() override;
    QString key() const override { return QStringLiteral("topics"); }
    QString title() const override { return tr("Topics"); }
    const char *iconName() const override { return "tag"; }
    QStringList words() const override { return {tr("Consent to topics")}; }
    void opened() override;
    bool isSettled() const override { return m_busy == 0; }
    bool isReadFirst() const override { return true; }

private:
    QComboBox *makeKinds(const QString &objectName, QWidget *parent) const;
    void addRow(const service::TopicView &topic);
    void addNew();
    // `before`: what Undo goes back to; none: there is no undo of it.
    void save(const service::TopicView &topic, const std::optional<service::TopicView> &before, const QString &message);
    void takeBack(const std::string &key);

    std::shared_ptr<service::Session> m_session;
    Notice *m_notice;
    QBoxLayout *m_rows;
    QLineEdit *m_name;
    QComboBox *m_kind;
    int m_busy = 0;
};

} // namespace audience::ui
