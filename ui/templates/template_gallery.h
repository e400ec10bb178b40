// The ready templates to begin from, as cards with a picture each, and an empty one. Shown for a new
// template and where there is none yet.
#pragma once

#include "model/email_template.h"

#include <QWidget>

#include <memory>

class QLabel;

namespace audience::service {
class Session;
}

namespace audience::ui {

class TemplateGallery final : public QWidget {
    Q_OBJECT
public:
    explicit TemplateGallery(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    bool isSettled() const { return m_waiting == 0; }

Q_SIGNALS:
    void chosen(const audience::model::EmailTemplate &email);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void addCard(const QString &objectName, const QString &title, const QString &words, const model::EmailTemplate &email);
    void makePictures();
    std::shared_ptr<service::Session> m_session;
    QVector<std::pair<model::EmailTemplate, QLabel *>> m_cards;
    bool m_isMade = false;
    int m_waiting = 0;
};

// Where pictures of a workspace's emails are kept on this machine.
QString pictureFolder(const service::Session &session);

} // namespace audience::ui
