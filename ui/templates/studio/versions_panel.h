// The saved versions of an email: who saved each, when, and what changed; two of them beside each other, part by part; an
// older one comes back as a new version. Reads in the background. Main thread.
#pragma once

#include "async/latest.h"
#include "service/template_versions.h"

#include <QWidget>

#include <memory>

class QLabel;
class QListView;
class QPushButton;

namespace audience::ui {

class SegmentedControl;
class StateView;
class VersionsModel;
class DifferenceView;

class VersionsPanel final : public QWidget {
    Q_OBJECT
public:
    explicit VersionsPanel(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    // A saved template, again after every save of it; 0: never saved.
    void setTemplate(std::int64_t id, std::int64_t revision);
    // As it stands in the editor: beside the newest version it is "not saved yet".
    void setEmail(const model::EmailTemplate &email);
    bool isSettled() const { return !m_isReading; }

Q_SIGNALS:
    // To be one edit that can be undone; the next save makes it the newest version.
    void edited(const QString &what, const audience::model::EmailTemplate &email, int merge);
    void failed(const audience::Error &error);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildWork(QWidget *parent);
    void read();
    void taken(Result<std::vector<service::TemplateVersion>> versions);
    void showVersion();
    void compare();
    void restore();

    std::shared_ptr<service::Session> m_session;
    std::int64_t m_id = 0, m_revision = 0;
    model::EmailTemplate m_email;
    bool m_isReading = false, m_isStale = true;
    StateView *m_state;
    VersionsModel *m_versions;
    QListView *m_list;
    QLabel *m_title, *m_note;
    SegmentedControl *m_against;
    QPushButton *m_restore;
    DifferenceView *m_differences;
    Latest<std::vector<service::TemplateVersion>> m_answer;
    Latest<std::vector<service::TemplateChange>> m_changes;
};

} // namespace audience::ui
