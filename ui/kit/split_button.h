// A button with the usual act and, behind the chevron beside it, the other ways to do it.
#pragma once

#include <QWidget>

class QMenu;
class QPushButton;

namespace audience::ui {

class SplitButton final : public QWidget {
    Q_OBJECT
public:
    // role as in makeButton: "" or "primary"
    SplitButton(const QString &objectName, const QString &text, const char *role = "", const char *iconName = nullptr, QWidget *parent = nullptr);
    QPushButton *button() const { return m_button; }
    QMenu *menu() const { return m_menu; } // add the other ways here

Q_SIGNALS:
    void clicked();

private:
    QPushButton *m_button, *m_more;
    QMenu *m_menu;
};

} // namespace audience::ui
