// The tabs that show the rule as text, to change and to take over, and as SQL.
#include "qbase/convert.h"
#include "service/remote_people.h"
#include "service/session.h"
#include "ui/kit/actions.h"
#include "ui/kit/background.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/notice.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/segments/condition_text.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/rule_view.h"
#include "ui/segments/segments_page.h"
#include "ui/text/sentences.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <tuple>

namespace audience::ui {

using service::SegmentService;

static QPlainTextEdit *makeCode(const QString &objectName, const QString &name, QWidget *parent) {
    auto *edit = new QPlainTextEdit(parent);
    edit->setObjectName(objectName);
    edit->setAccessibleName(name);
    edit->setFont(Theme::instance().font(TypeRole::Mono));
    edit->setTabChangesFocus(true);
    edit->document()->setDocumentMargin(space::kMedium);
    return edit;
}

void SegmentsPage::buildCodeTabs() {
    const auto add = [this](const char *copyName, const QString &words, QPlainTextEdit *&edit, const QString &editName, const QString &accessible) {
        auto *tab = new QWidget(m_stack);
        auto *column = new QVBoxLayout(tab);
        column->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
        column->setSpacing(space::kSmall);
        QFrame *card = makeCard({}, tab);
        card->layout()->setContentsMargins(1, 1, 1, 1);
        edit = makeCode(editName, accessible, card);
        card->layout()->addWidget(edit);
        column->addWidget(card, 1);
        auto *label = makeLabel(words, "secondary", tab);
        label->setWordWrap(true);
        column->addWidget(label);
        auto *foot = new FlowLayout; // in several lines where the window is narrow
        auto *copy = makeButton(QLatin1String(copyName), tr("Copy"), "", "copy", tab);
        connect(copy, &QPushButton::clicked, this, [this, from = edit] {
            QGuiApplication::clipboard()->setText(from->toPlainText());
            Q_EMIT said(tr("Copied"));
        });
        foot->addWidget(copy);
        column->addLayout(foot);
        m_stack->addWidget(tab);
        return std::tuple(tab, column, foot);
    };
    const auto [textTab, column, foot] = add("segmentCopyText", tr("The same rule as text. Change it here if that is quicker, then use it."), m_text,
                                    QStringLiteral("segmentText"), tr("The rule as text"));
    m_textNotice = new Notice(QStringLiteral("segmentTextNotice"), m_stack);
    column->insertWidget(0, m_textNotice);
    m_takeText = makeButton(QStringLiteral("segmentTakeText"), tr("Use this text"), "", "check", m_stack);
    connect(m_takeText, &QPushButton::clicked, this, &SegmentsPage::takeText);
    auto *insert = makeButton(QStringLiteral("segmentTextInsert"), tr("Insert a condition"), "", "plus", m_stack);
    const auto nameKeys = [insert] { insert->setToolTip(tr("Insert a condition (%1)").arg(Commands::instance().keysText(QStringLiteral("rule.insertText")))); };
    nameKeys();
    connect(&Commands::instance(), &Commands::changed, insert, nameKeys);
    connect(insert, &QPushButton::clicked, this, [this, insert] {
        m_rule->chooseAsText(insert, [this](const QString &text) {
            QTextCursor cursor = m_text->textCursor();
            const QChar before = cursor.position() > 0 ? m_text->document()->characterAt(cursor.position() - 1) : QLatin1Char(' ');
            cursor.insertText(before.isSpace() || before == QLatin1Char('(') ? text : QLatin1Char(' ') + text);
            m_text->setFocus();
        });
    });
    bindCommand(textTab, QStringLiteral("rule.insertText"), [insert] { insert->click(); });
    foot->addWidget(insert);
    foot->addWidget(m_takeText);
    m_textTab = textTab;
    m_sqlTab = std::get<0>(add("segmentCopySql", tr("What a database would be asked. Both find the same people."), m_sql,
                               QStringLiteral("segmentSql"), tr("The rule as SQL")));
    m_tabs->addTab(QStringLiteral("tabText"), tr("Text"));
    m_tabs->addTab(QStringLiteral("tabSql"), QStringLiteral("SQL"));
    m_sql->setReadOnly(true);
}

void SegmentsPage::refreshText() {
    const auto rule = m_document->rule();
    if (m_stack->currentWidget() == m_textTab) {
        m_isWriting = true;
        m_asText.request([session = m_session, rule](CancelToken) -> Result<std::string> { return SegmentService(*session).toText(rule); },
                         [this](Result<std::string> text) {
                             m_isWriting = false;
                             m_textNotice->clear();
                             if (text)
                                 m_text->setPlainText(toQString(*text));
                         });
    }
    if (m_stack->currentWidget() == m_sqlTab) {
        m_isWritingSql = true;
        m_asSql.request([session = m_session, rule](CancelToken) -> Result<std::string> {
                            TRY_ASSIGN(const auto there, service::remotePeopleOf(*session, rule));
                            return there ? service::remoteSql(*session, *there, rule) : SegmentService(*session).sql(rule, "sqlite");
                        },
                        [this](Result<std::string> text) {
                            m_isWritingSql = false;
                            m_sql->setPlainText(text ? toQString(*text) : sentence(text.error()));
                        });
    }
}

void SegmentsPage::takeText() {
    inBackground(this, [session = m_session, text = toUtf8(m_text->toPlainText())] { return SegmentService(*session).fromText(text); },
                 [this](Result<model::SegmentRule> rule) {
                     markFault(m_text, rule ? nullptr : &rule.error());
                     if (!rule) {
                         const QTextCursor at = m_text->textCursor(); // where it was marked
                         const QString place = tr("Line %1, column %2").arg(at.blockNumber() + 1).arg(at.positionInBlock() + 1);
                         m_textNotice->say(Tone::Bad, sentence(rule.error()), rule.error().id == "segment.syntax" ? place : QString());
                         return m_text->setFocus();
                     }
                     m_textNotice->clear();
                     m_document->change(tr("Change the rule as text"), service::aboutPeople(*rule, service::peopleNamed(m_document->rule())));
                     m_tabs->setCurrent(0);
                 });
}

} // namespace audience::ui
