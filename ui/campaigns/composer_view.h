// Everything a campaign needs on one page: who, what, when, how; and at the right what it means. Every edit
// can be undone. Shows and collects; the page saves, checks and sends.
#pragma once

#include "service/connection_service.h"
#include "service/workspace_service.h"
#include "ui/campaigns/meaning_pane.h"
#include "ui/campaigns/plan_options.h"
#include "ui/kit/widgets.h"

#include <QImage>
#include <QUndoStack>
#include <QWidget>

#include <functional>

class QLineEdit;
class QPushButton;

namespace audience::ui {

class AboutCard;
class AudienceChips;
class InboxPreview;
class Notice;
class StartRow;

class ComposerView final : public QWidget {
    Q_OBJECT
public:
    // What can be chosen from.
    struct Choices {
        std::vector<service::SegmentView> segments;
        std::vector<service::TemplateView> templates;
        std::vector<service::ConnectionView> connections;
        std::string usual; // the connection of new campaigns
        std::vector<service::TopicView> topics;
        QString zone, currency;
        std::vector<service::FieldView> fields; // of people
        qint64 mostEmails = 0, inSeconds = 0; // to one person, over all campaigns; 0: there is no cap
        std::vector<std::string> keysOf(const model::Campaign &campaign) const; // its topics
        QString topicsOf(const model::Campaign &campaign) const; // by name; "": there is none that people opt in to
        // A small picture of an email; called on a pool thread.
        std::function<QImage(const model::EmailTemplate &email, const QSize &size, qreal scale)> picture;
    };
    explicit ComposerView(QWidget *parent = nullptr);
    ~ComposerView() override;
    void setChoices(const Choices &choices);
    void show(const service::CampaignView &campaign); // forgets what could be undone
    void replace(const model::Campaign &campaign, const QString &words); // as one edit
    void setLocked(bool isLocked);                    // scheduled: it stays as it was looked at
    const model::Campaign &campaign() const { return m_campaign; }
    QUndoStack &undoStack() { return m_undo; }
    void showReadiness(const Readiness &readiness);
    void say(Tone tone, const QString &title, const QString &text, const QString &action = {});
    void clearNotice();
    QBoxLayout *top() { return m_top; } // for what the page says above the cards
    void editName();                    // with all of it chosen: the next letter replaces it
    bool isMailServer() const; // it goes through one
    bool isStartPast() const;
    void fix(const QString &check);     // brings the part that mends it in front

Q_SIGNALS:
    void edited();
    void aboutEdited(const audience::model::Campaign &campaign); // of what is locked: its notes alone are others
    void startPastChanged();
    void legalBasisGiven(const QString &basis, const QString &statement);
    void reasonOpened(const QString &reason);
    void leftOpened(const QStringList &reasons, const QString &title);
    void noticeAction();
    void goTo(const QString &page, const QString &target);
    void approvalWanted();
    void handoverWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Head {
        QLabel *hint, *mark;
        QBoxLayout *row;
    };
    void addOptions(QFrame *card, const Head &head, const PlanOptions::Group &options);
    Head addHead(QFrame *card, const char *iconName, const QString &name);
    QWidget *makeWork();
    QFrame *makeWho();
    QFrame *makeWhat();
    QWidget *makeWords(QWidget *parent);
    QFrame *makeWhen();
    QFrame *makeHow();
    QPushButton *addPick(QBoxLayout *to, const QString &objectName, const QString &label, const char *iconName);
    QLineEdit *addText(QBoxLayout *to, const char *objectName, const QString &label, const QString &name, std::string model::Campaign::*field, int merge);
    void change(const QString &words, int merge, const std::function<void(model::Campaign &)> &edit);
    void put(const model::Campaign &campaign);
    QString ownAddress() const;
    QWidget *makeVersion(QWidget *parent);
    void refresh();
    void refreshMarks(const Readiness &readiness);
    void refreshWords();
    const service::TemplateView *chosenEmail() const; // nullptr: none, or it is gone
    void pickTemplate();
    void pickWords();
    void pickConnection();
    void pickTopics();

    Choices m_choices;
    model::Campaign m_campaign;
    QUndoStack m_undo;
    QList<std::pair<QLineEdit *, std::string model::Campaign::*>> m_texts;
    QPushButton *m_template, *m_words, *m_connection, *m_topics;
    AudienceChips *m_segments;
    StartRow *m_start;
    PlanOptions *m_plan;
    Head m_who, m_what, m_when, m_how;
    QLabel *m_cap, *m_wordsGone;
    InboxPreview *m_inbox;
    QBoxLayout *m_top;
    QList<QWidget *> m_cards;
    QWidget *m_version; // that the email stands as it was sent before
    QWidget *m_wordsRow; // where there are variants
    AboutCard *m_about;
    bool m_isLocked = false;
    QLineEdit *m_name;
    MeaningPane *m_meaning;
    Notice *m_notice;
};

} // namespace audience::ui
