// The emails to begin from: an empty one first, then the ready ones as cards with a picture each, by category and by
// search. Shown for a new template and where there is none yet. Arrows go from card to card, Enter starts.
#pragma once

#include "model/email_template.h"

#include <QPushButton>
#include <QVector>
#include <QWidget>

#include <memory>

class QLabel;
class QLineEdit;

namespace audience::ui {
class CardPicture;
}

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
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Card {
        QPushButton *button;
        CardPicture *picture;
        model::EmailTemplate email;
        std::string category; // "" for the empty one
        QString words;        // folded, to be found by
    };
    QWidget *makeChoices();
    void addCard(const QString &objectName, const QString &title, const QString &words, const model::EmailTemplate &email, const std::string &category = {});
    void start(const model::EmailTemplate &email);
    void showMatches();
    bool matches(const Card &card) const;
    // To the next card in a direction; false where there is none.
    bool moveFrom(const QWidget *card, int key);
    void makePictures();
    std::shared_ptr<service::Session> m_session;
    QWidget *m_cardsBox;
    QLineEdit *m_search = nullptr;
    QLabel *m_nothing;
    std::string m_category;
    QVector<Card> m_cards;
    bool m_isMade = false;
    int m_waiting = 0;
};

// Where pictures of a workspace's emails are kept on this machine.
QString pictureFolder(const service::Session &session);

} // namespace audience::ui
