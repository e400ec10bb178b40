// A person at the window: presses with the mouse what can be seen, types, and counts both. Whatever is not
// there, hidden, switched off or covered by something else cannot be pressed, and the test fails.
#pragma once

#include <QObject>
#include <QPoint>
#include <QString>

class QAbstractItemView;
class QWidget;

namespace audience::test {

class Hand final : public QObject {
public:
    explicit Hand(QWidget *window);
    ~Hand() override;

    bool click(const char *name); // in the popup or dialog that is open, else in the window
    bool click(QWidget *widget, QPoint at);
    bool clickRow(const char *view, const QString &text); // a row of a list or table that shows the text
    bool pick(const QString &text);                       // in the list or menu that has popped up
    bool press(int key, Qt::KeyboardModifiers with = Qt::NoModifier);
    bool type(const QString &text);
    bool replace(const char *field, const QString &text); // clicks it, chooses all, types
    bool chooseFile(const QString &path);                 // in the file dialog that is open
    bool sees(const char *name) const { return canBePressed(find(name)); }
    // Waits for something to be pressed next; switched off counts as not there yet.
    bool waitFor(const char *name, int milliseconds = 30'000);

    int clicks() const { return m_clicks; }
    int keys() const { return m_keys; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    static bool canBePressed(const QWidget *widget);
    QWidget *find(const char *name) const;
    QWidget *place() const;
    QWidget *keyboard() const;
    bool bringIntoSight(QWidget *widget);
    bool clickIn(QAbstractItemView *view, const QString &text);
    QWidget *m_window;
    bool m_isCounted = true; // the press under way
    int m_clicks = 0, m_keys = 0;
};

} // namespace audience::test
