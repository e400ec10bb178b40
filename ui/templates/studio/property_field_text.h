// Text that people get, with fields in it: what stands between {{ and }} looks like a chip, and a list puts in another.
// One line or several. Main thread.
#pragma once

#include "ui/kit/picker.h"

#include <QPlainTextEdit>

class QToolButton;

namespace audience::ui {

class FieldText final : public QPlainTextEdit {
    Q_OBJECT
public:
    FieldText(bool isOneLine, QWidget *parent = nullptr);
    // Offers them at the end of the first line; asked for when the list is opened.
    void offerFields(std::function<QList<PickerItem>()> fields);
    QString words() const; // as they are written: Qt's plain text has blanks for those that hold words together
    void put(const QString &text); // without edited(); the cursor stays where nothing changed
    void insertField(const QString &path);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited(const QString &text);
    void left(); // the keyboard went elsewhere, or Enter in one line

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void frame();
    void pickField();
    bool m_isOneLine, m_isPutting = false;
    QToolButton *m_insert = nullptr;
    std::function<QList<PickerItem>()> m_fields;
};

} // namespace audience::ui
