// What becomes of what comes in through the public corner: which column a field of a sign-up page goes to, and how the
// messages of other programs become events. Reads and keeps it in the background; main thread.
#pragma once

#include "service/corner_people.h"

#include <QStringList>
#include <QWidget>

#include <memory>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace audience::service {
class Session;
}

namespace audience::ui {

class Card;

class CornerChoicesCard final : public QWidget {
    Q_OBJECT
public:
    explicit CornerChoicesCard(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    void reload();
    struct Known {
        service::CornerFieldMap map;
        QStringList fields;  // that sign-up pages have sent, and those that were decided
        QStringList columns; // of people
        std::vector<service::CornerHook> hooks;
        QStringList links; // of each hook
    };
    void put(const Known &known);
    bool isSettled() const { return m_busy == 0; }

Q_SIGNALS:
    void said(const QString &message);
    void saidWithUndo(const QString &message, const std::function<void()> &undo);

private:
    void makeFields();
    void makeHooks();
    void showFields();
    void showHooks();
    void pickColumn(QPushButton *button, const QString &field);
    void keepFields(const service::CornerFieldMap &map, bool mayUndo);
    void keepHook();

    std::shared_ptr<service::Session> m_session;
    Known m_known;
    int m_busy = 0;
    Card *m_card;
    QWidget *m_fields, *m_hooks;
    QLabel *m_noFields, *m_fault;
    QCheckBox *m_overwrites;
    QPushButton *m_add;
    QWidget *m_form;
    QLineEdit *m_name, *m_dataset, *m_person, *m_event, *m_time;
    QCheckBox *m_isKey, *m_isPath;
};

} // namespace audience::ui
