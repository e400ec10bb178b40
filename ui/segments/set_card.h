// A card with a short table of what people keep under a name (lists, computed values, who is never emailed), what can
// be done with the chosen row below it, and a form under that while one is open. F2 renames, Delete removes, Enter
// opens. Main thread; it asks, its owner acts.
#pragma once

#include "ui/kit/table_model.h"

#include <QFrame>

class QBoxLayout;
class QLabel;
class QLineEdit;

namespace audience::ui {

class Notice;
class TableView;

class SetCard final : public QFrame {
    Q_OBJECT
public:
    // `name` is the prefix of object names; `about` says what the things are for.
    SetCard(const QString &name, const QString &title, const QString &about, QWidget *parent = nullptr);
    // Ids go with the rows; `nothing` stands there without any. The first column is what they are called.
    void setRows(const QVector<TableColumn> &columns, const TableRows &rows, const QStringList &ids, const QString &nothing);
    QLayout *head() { return m_head; } // what makes new ones
    QLayout *acts() { return m_acts; } // what is done with the chosen one
    QString chosen() const;               // its id; "" for none
    QString nameOf(const QString &id) const;
    void choose(const QString &id);
    void setForm(QWidget *form); // nullptr: none; the one before goes
    QWidget *form() const { return m_form; }
    void renameInPlace();
    void setNote(const QString &words); // a quiet line at the end of what can be done
    void say(const Error &error);
    void hush();
    TableModel *model() { return m_model; }

Q_SIGNALS:
    void opened(const QString &id);
    void removeWanted(const QString &id);
    void renameWanted(const QString &id, const QString &name);
    void formOpened();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    QString m_prefix;
    QStringList m_ids, m_names;
    QLayout *m_head, *m_acts;
    QBoxLayout *m_body;
    QWidget *m_actsBox, *m_form = nullptr;
    QLabel *m_nothing, *m_note;
    QLineEdit *m_rename;
    Notice *m_notice;
    TableModel *m_model;
    TableView *m_table;
};

} // namespace audience::ui
