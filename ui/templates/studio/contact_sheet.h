// The email as a dozen people at once: small pictures with name and subject, those it may look wrong for first, findings
// marked. A click opens it as that person. Made in the background, shown as they come. Main thread.
#pragma once

#include "async/cancel.h"
#include "service/contact_sheet.h"

#include <QImage>
#include <QPointer>
#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;

namespace audience::service {
class Session;
}

namespace audience::ui {

class Notice;

// The group of a picker over everybody: the people found by the tool, each with why.
struct PickerItem;
QList<PickerItem> edgeItems(const std::vector<service::EdgePerson> &people);

class ContactSheet final : public QWidget {
    Q_OBJECT
public:
    ContactSheet(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    ~ContactSheet() override;
    // Makes the sheet of this email; what was being made is dropped.
    void open(const model::EmailTemplate &email, const service::Imprint &instead);
    bool isSettled() const { return !m_isMaking; }
    QImage picture(); // the whole sheet

Q_SIGNALS:
    void personChosen(const QString &key);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void make();
    void addCard(const service::SheetCard &card, const QImage &picture);
    void done(int people);
    void save();
    std::shared_ptr<service::Session> m_session;
    model::EmailTemplate m_email;
    service::SheetOptions m_options;
    CancelSource m_cancel;
    bool m_isMaking = false;
    int m_number = 0;
    QLabel *m_about;
    QWidget *m_cards;
    Notice *m_notice;
    QPushButton *m_others, *m_save;
};

} // namespace audience::ui
