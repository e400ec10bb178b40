// The source of the email: HTML to write in, with completion, folds, findings in the margin and their mending. For an
// email made of blocks a choice of three: what the blocks compile to (to read), the blocks as JSON and MJML (both to
// write in, taken over as soon as they can be read). Shows and tells; the page keeps the email. Main thread.
#pragma once

#include "model/brand_kit.h"
#include "model/email_template.h"
#include "service/template_lint.h"
#include "ui/templates/source_editor.h"

#include <QTimer>
#include <QWidget>

#include <map>
#include <optional>
#include <vector>

class QFrame;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace audience::ui {

class Notice;
class SegmentedControl;

class SourcePanel final : public QWidget {
    Q_OBJECT
public:
    // Edits in a row with the same number are one step of undo.
    enum Merge { MergeHtml = 3, MergeBlocks = 51, MergeMjml = 52, MergeNone = -1 };
    enum View { ViewHtml, ViewBlocks, ViewMjml };

    explicit SourcePanel(QWidget *parent = nullptr);
    // Another email than before, or other words of it. What could not be read there stays with its place ("12/B", empty: with
    // none) and is given back when that is opened again.
    void open(const model::EmailTemplate &email, const QString &place = {});
    void setPlace(const QString &place); // of the email that is open: it was saved for the first time
    void settle();                       // what was written last is taken, where it can be read
    // What the page keeps, also after each edited(); without signals. The keyboard stays where it is.
    void setEmail(const model::EmailTemplate &email);
    void setKit(const model::BrandKit &kit);      // what HTML and MJML are made with
    void setFields(const QStringList &fields);    // offered after "{{"
    // All findings about the email; those about the HTML stand in the margin, those with a JSON pointer beside their block.
    void showFindings(const std::vector<service::LintView> &findings);
    void goTo(int line, int column);              // of the HTML
    void showView(View view);
    View view() const { return m_view; }
    // Where this part (id of a section, column or block) stands is brought into sight, without taking the keyboard.
    void showPart(const std::string &id);
    const model::EmailTemplate &email() const { return m_email; }

Q_SIGNALS:
    void edited(const audience::model::EmailTemplate &email, const QString &what, int merge);
    void partChosen(const QString &id); // the keyboard went into this part of the blocks

protected:
    void showEvent(QShowEvent *event) override;

private:
    // A text that is written in and read as blocks.
    struct Written {
        SourceEditor *editor = nullptr;
        std::optional<model::BlockDocument> shown; // what the text was made of, or was read as last
        bool isUnread = false;
    };
    // What could not be read when its place was left.
    struct Left {
        View view = ViewBlocks;
        QString text;
        std::optional<model::BlockDocument> shown;
        bool isAside = false;
    };
    void takeEmail(const model::EmailTemplate &email);
    Written *written(View view);
    void keepLeft();
    void bringLeft();
    void sayAside();
    void buildHead();
    void refresh();
    void fill(Written &written, const std::string &text);
    void fillHtml();
    void takeHtml();
    void take(View view);
    void takeBlocks();
    void takeMjml();
    void takeDocument(Written &written, const model::BlockDocument &document, const QString &what, int merge);
    void becomeHtml();
    void mend(int finding);
    void offerBack();
    void caretMoved();
    void markHtml();
    void markBlocks(const std::string &text, const model::Findings &read);
    void markMjml(const model::Findings &read);
    QString aboutMjml(const model::Findings &lost) const;
    model::EmailTemplate m_email;
    model::BrandKit m_kit = model::defaultBrandKit();
    std::vector<service::LintView> m_findings;
    View m_view = ViewHtml;
    bool m_isStale = false;                       // made anew when it is shown
    std::optional<model::EmailTemplate> m_before; // the email of blocks that became one of HTML
    QString m_aside;                              // text that could not be read when the email was changed elsewhere
    View m_asideOf = ViewBlocks;
    QString m_place;
    bool m_hasMark = false; // the HTML begins with a byte order mark, which is not shown and stays
    std::map<QString, std::vector<Left>> m_left; // by place
    std::string m_part;
    QFrame *m_head;
    SegmentedControl *m_choice;
    QLabel *m_about;
    QPushButton *m_become;
    Notice *m_notice;
    QStackedWidget *m_stack;
    SourceEditor *m_html;
    Written m_blocks, m_mjml;
    QTimer m_soon;
};

} // namespace audience::ui
