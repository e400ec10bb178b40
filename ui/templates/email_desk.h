// The email being written: its tabs (the canvas of an email made of blocks, preview as a person, source, plain text, ...),
// subject and preheader over them, and room for messages between. Where there is no room beside it, what the email means
// is a tab of its own. Shows and tells; the page keeps the email. Main thread.
#pragma once

#include "model/brand_kit.h"
#include "service/template_lint.h"
#include "service/template_service.h"
#include "ui/kit/picker.h"

#include <QWidget>

#include <memory>

class QBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace audience::ui {

class BlockCanvas;
class BlockDesk;
class ContactSheet;
class EmailHead;
class HtmlCanvas;
class Notice;
class PreviewPane;
class SegmentedControl;
class SourceEditor;
class SourcePanel;
class TabRow;
class TranslationsPanel;
class VariantsPanel;
class VersionsPanel;

class EmailDesk final : public QWidget {
    Q_OBJECT
public:
    enum Tab { TabDesign, TabPreview, TabSource, TabPlain, TabTranslations, TabVariants, TabVersions, TabMeaning };
    EmailDesk(BlockDesk *blocks, std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    // Without the signals. `email`: `whole` as it is shown and changed here, where a variant is: then `own` is what that says
    // itself. `isOther`: another email than before, which opens with the tab that suits it.
    void setEmail(const model::EmailTemplate &whole, const model::EmailTemplate &email, const model::EmailContent *own, bool isOther);
    void settle(std::function<void()> then); // goes on once what is written on the canvas and in the source has been taken
    void forget();                           // another email comes, or other words of it: late words of this one are not its own
    // Before setEmail() says other words than before, in the same tab or not. `place`: under which half-written source is kept.
    void openSource(const model::EmailTemplate &email, const QString &place);
    void setPlace(const QString &place);     // the email that is open was saved for the first time
    void setKit(const model::BrandKit &kit);
    void setFields(const QList<PickerItem> &fields, const QStringList &names);
    void openSheet(const model::EmailTemplate &email, const service::Imprint &instead); // as a dozen people
    // Why the preview cannot show the email as it is written now, and where that stands; "": it can.
    void sayBroken(const QString &why, const QString &place = {}, int line = 0, int column = 0);
    void showPreview(const service::EmailPreview &preview);
    void showTab(Tab tab);
    void showFindings(const std::vector<service::LintView> &findings);
    void goTo(const QString &part, int line, int column);
    // Takes it as a tab; nullptr: the tab goes, and so does the widget's place in it.
    void setMeaning(QWidget *meaning);
    QBoxLayout *messages() { return m_messages; }
    BlockCanvas *canvas() { return m_canvas; }
    HtmlCanvas *htmlCanvas() { return m_html; }
    TranslationsPanel *translations() { return m_translations; }
    VariantsPanel *variants() { return m_variants; }
    VersionsPanel *versions() { return m_versions; }
    void sayPart(const QString &words); // that the preview shows a part of it; empty: the email itself
    void addChoice(QWidget *choice); // beside the subject
    QWidget *device(); // how the email is looked at: stands in the top bar
    QString text() const;
    QString personWords() const;
    bool isSettled() const;

Q_SIGNALS:
    void subjectEdited(const QString &text);
    void preheaderEdited(const QString &text);
    void sourceEdited(const audience::model::EmailTemplate &email, const QString &what, int merge);
    void textEdited();
    void personWanted(QWidget *anchor);
    void sheetWanted();
    void wholeWanted(); // the preview of the email itself
    void placeWanted(const QString &place, int line, int column); // as findings name it
    void personChosen(const QString &key); // on the sheet
    void stepWanted(int by); // to the next person, or the one before

private:
    void buildRow();
    void buildTabs();
    QWidget *makePlain();
    QWidget *makePreview();
    void refreshLook();
    QPushButton *tab(const char *name) const;
    Tab firstTab() const; // that an email opens with
    BlockDesk *m_blocks;
    std::shared_ptr<service::Session> m_session;
    model::EmailTemplate m_whole; // the email with all its variants
    TabRow *m_tabs;
    EmailHead *m_head;
    QStackedWidget *m_designs; // of an email of blocks, or of HTML
    BlockCanvas *m_canvas;
    HtmlCanvas *m_html;
    QBoxLayout *m_messages;
    QStackedWidget *m_stack;
    Notice *m_before, *m_part;
    QStackedWidget *m_previews; // one person, or a dozen
    PreviewPane *m_preview;
    ContactSheet *m_sheet;
    SourcePanel *m_source;
    TranslationsPanel *m_translations;
    VariantsPanel *m_variants;
    VersionsPanel *m_versions;
    QLabel *m_languages, *m_names; // beside the words of their tabs
    SourceEditor *m_text;
    QPlainTextEdit *m_plain;
    SegmentedControl *m_device;
    QPushButton *m_as;
    QWidget *m_meaning = nullptr;
    struct Place {
        QString path;
        int line = 0, column = 0;
    };
    Place m_broken;
    bool m_hasBlocks = false, m_hasPreview = false;
};

} // namespace audience::ui
