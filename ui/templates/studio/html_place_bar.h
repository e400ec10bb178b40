// What is selected of an HTML email, to be changed without leaving the row: the words of a text, the address of its link, the
// source and the alternative text of a picture. Main thread.
#pragma once

#include "email/html_places.h"
#include "ui/kit/picker.h"

#include <QFrame>

#include <memory>

class QLabel;
class QPushButton;

namespace audience::service {
class Session;
}

namespace audience::ui {

class FieldText;
class HtmlDesk;

class HtmlPlaceBar final : public QFrame {
    Q_OBJECT
public:
    HtmlPlaceBar(HtmlDesk *desk, std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    void setFields(const QList<PickerItem> &fields) { m_fields = fields; }
    void showWords(const QString &words); // as they are being written on the email
    void enter();                         // the keyboard goes to the first that can be changed
    void replacePicture();

Q_SIGNALS:
    void left(); // Enter or Escape in one of its fields

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Part {
        QWidget *holder = nullptr;
        QLabel *name = nullptr;
        FieldText *edit = nullptr;
        email::PlacePart part = email::PlacePart::Words;
        bool isOfLink = false;
    };
    Part add(const char *objectName, const QString &name, email::PlacePart part, bool isOfLink);
    void refresh();
    void take(const Part &part);
    int placeOf(const Part &part) const;
    HtmlDesk *m_desk;
    std::shared_ptr<service::Session> m_session;
    QList<PickerItem> m_fields;
    QLabel *m_hint;
    Part m_words, m_address, m_link;
    QPushButton *m_replace;
};

} // namespace audience::ui
