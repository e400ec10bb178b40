// The small bar at the part that is selected on the canvas: grip, duplicate, save, remove; while somebody writes in it,
// marks of the text instead. Main thread.
#pragma once

#include "ui/kit/picker.h"

#include <QFrame>

class QLineEdit;
class QToolButton;

namespace audience::ui {

class CanvasTools final : public QFrame {
    Q_OBJECT
public:
    explicit CanvasTools(QWidget *parent = nullptr);
    void setFields(const QList<PickerItem> &fields) { m_fields = fields; }
    void showParts(bool canBeSaved);
    void showText(bool hasMarks, bool hasParagraphs);
    void setLinkHere(const QString &address) { m_linkHere = address; } // that of the words the caret is in; "": none
    // Above the part at its end, inside it where there is no room above.
    void placeAt(const QRect &part, const QRect &room);

Q_SIGNALS:
    void dragWanted();
    void duplicateWanted();
    void saveWanted();
    void removeWanted();
    void formatWanted(const QString &command);
    void linkWanted(const QString &address); // "": none
    void textWanted();                       // the keyboard back to what is written
    void resized();
    void fieldWanted(const QString &field);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *add(const char *name, const QString &words, const char *iconName);
    void paintIcons();
    void pickField();
    void askAddress();
    void closeAddress();
    QList<PickerItem> m_fields;
    QList<std::pair<QToolButton *, QString>> m_icons;
    QToolButton *m_grip, *m_copy, *m_save, *m_remove, *m_link, *m_field;
    QList<QToolButton *> m_marks, m_lists;
    QLineEdit *m_address;
    QString m_linkHere;
    QPoint m_pressed;
};

} // namespace audience::ui
