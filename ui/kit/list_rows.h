// Rows of icon, title and note with a button or a figure at the end: what needs you, what goes out next,
// worth a look. Up and Down walk the rows, Enter opens one, Tab goes on to its button.
#pragma once

#include "ui/kit/widgets.h"

namespace audience::ui {

struct ListRowItem {
    QString id;       // what the signals carry
    QString iconName; // "" = none
    Tone tone = Tone::Neutral;
    QString lead;     // a short word before the title instead of an icon: "10:30", "Mon"
    QString title, note;
    QString figure;   // at the end
    QString action;   // words of the button at the end, "" = none
    bool opens = true; // the row itself can be opened
};

class ListRows final : public QWidget {
    Q_OBJECT
public:
    explicit ListRows(const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);
    void setItems(const QList<ListRowItem> &items); // keeps the keyboard where it was
    void setLines(bool shown) { m_lines = shown; }  // hairlines between the rows; on by default
    void setWrapping(bool on) { m_wraps = on; }     // long titles and notes go on in the next line
    int count() const { return int(m_items.size()); }

Q_SIGNALS:
    void opened(const QString &id);
    void actionWanted(const QString &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeItem(const ListRowItem &item, bool isLast);
    QList<ListRowItem> m_items;
    QList<QWidget *> m_rows;
    QBoxLayout *m_layout;
    bool m_lines = true, m_wraps = false;
};

} // namespace audience::ui
