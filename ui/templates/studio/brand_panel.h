// The brand of the workspace: colours for light and dark with how well they can be read, fonts, logo, footer, tone.
// A change shows in the email at once and is kept when somebody says so: it changes every email made of blocks.
// Reads and writes on a pool thread. Main thread.
#pragma once

#include "base/result.h"
#include "service/studio_service.h"
#include "ui/templates/studio/property_editor.h"

#include <QWidget>

#include <functional>
#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace audience::ui {

class BlockDesk;
class BrandColours;
class Notice;

class BrandPanel final : public QWidget {
    Q_OBJECT
public:
    BrandPanel(BlockDesk *desk, std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    void reload(); // what is being changed here stays
    bool isChanged() const;
    bool isSettled() const { return m_busy == 0; }

Q_SIGNALS:
    void said(const QString &message);
    void saidWithUndo(const QString &message, const std::function<void()> &undo);
    void failed(const audience::Error &error);
    void touchedWorkspace();

private:
    struct Row {
        PropertyRow *row;
        std::string group, name; // "footer", "address": as the kit is stored
    };
    void addHeading(QVBoxLayout *into, const QString &words);
    void addRow(QVBoxLayout *into, const char *group, const char *name, const QString &words, model::PropertyType type, std::string_view of = {});
    void edit(const Row &row, const Json &value);
    void showKit();
    void showStanding();
    void save(const service::BrandView &value);
    template <class Work, class Then> void work(Work work, Then then);
    BlockDesk *m_desk;
    std::shared_ptr<service::Session> m_session;
    PropertyTools m_tools;
    service::BrandView m_saved;
    QStringList m_users; // templates made of blocks
    bool m_isRead = false;
    int m_busy = 0;
    Notice *m_unread;
    BrandColours *m_colours;
    QList<Row> m_rows;
    QWidget *m_foot;
    QLabel *m_standing;
    QPushButton *m_save, *m_back;
};

} // namespace audience::ui
