#include "ui/connections/rights_card.h"

#include "qbase/convert.h"
#include "ui/kit/background.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/notice.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/theme.h"
#include "ui/text/sentences.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QSaveFile>

namespace audience::ui {

namespace {
constexpr int kTextHeight = 260;
}

RightsCard::RightsCard(const QString &objectName, const QString &title, const QString &words, bool hasTwo, QWidget *parent) : QWidget(parent) {
    setObjectName(objectName);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card(title, this);
    layout->addWidget(card);
    m_show = makeButton(objectName + QStringLiteral("Show"), tr("Show"), "word", "chevron-down", this);
    m_show->setAccessibleName(tr("Show: %1").arg(title));
    m_show->setCheckable(true);
    card->addAction(m_show);
    auto *explained = makeLabel(words, "secondary", this);
    explained->setWordWrap(true);
    card->body()->addWidget(explained);
    m_inside = new QWidget(this);
    auto *inside = new QVBoxLayout(m_inside);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(space::kSmall);
    auto *row = makeRow();
    if (hasTwo) {
        m_which = new SegmentedControl(objectName + QStringLiteral("Which"), title, m_inside);
        m_which->addSegment(tr("To send and to set up"));
        m_which->addSegment(tr("Only to send"));
        row->addWidget(m_which);
        connect(m_which, &SegmentedControl::currentChanged, this, &RightsCard::read);
    }
    row->addStretch(1);
    m_copy = makeButton(objectName + QStringLiteral("Copy"), tr("Copy"), "", "copy", m_inside);
    m_save = makeButton(objectName + QStringLiteral("Save"), tr("Save as a file"), "", "download", m_inside);
    row->addWidget(m_copy);
    row->addWidget(m_save);
    inside->addLayout(row);
    m_notice = new Notice(objectName + QStringLiteral("Notice"), m_inside);
    inside->addWidget(m_notice);
    m_text = new QPlainTextEdit(m_inside);
    m_text->setObjectName(objectName + QStringLiteral("Text"));
    m_text->setAccessibleName(title);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(Theme::instance().font(TypeRole::Mono));
    m_text->setFixedHeight(Theme::instance().pixels(kTextHeight));
    inside->addWidget(m_text);
    m_inside->hide();
    card->body()->addWidget(m_inside);
    connect(m_show, &QPushButton::toggled, this, [this](bool shown) {
        m_inside->setVisible(shown);
        m_show->setText(shown ? tr("Hide") : tr("Show"));
        if (shown)
            read();
    });
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
    connect(m_save, &QPushButton::clicked, this, [this] {
        askWhereToSave(this, {tr("Save the policy"), tr("JSON (*.json)"), m_fileName, QStringLiteral("json"), {}}, [this](const QString &path) {
            QSaveFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(m_text->toPlainText().toUtf8()) < 0 || !file.commit())
                m_notice->say(Tone::Bad, tr("The file could not be written: %1").arg(file.errorString()), {});
        });
    });
}

void RightsCard::setAsk(const Ask &ask, const QString &fileName) {
    m_ask = ask;
    m_fileName = fileName;
    ++m_asked;
    m_text->clear();
    m_show->setChecked(false);
}

void RightsCard::open() {
    m_show->setChecked(true);
    m_text->setFocus();
}

void RightsCard::read() {
    if (!m_ask)
        return;
    const int asked = ++m_asked;
    ++m_busy;
    inBackground(this, [ask = m_ask, withSetup = !m_which || m_which->current() == 0] { return ask(withSetup); }, [this, asked](Result<std::string> policy) {
        --m_busy;
        if (asked != m_asked)
            return;
        m_text->setVisible(policy.has_value());
        m_copy->setEnabled(policy.has_value());
        m_save->setEnabled(policy.has_value());
        if (!policy)
            return m_notice->say(Tone::Bad, sentence(policy.error()), {});
        m_notice->clear();
        m_text->setPlainText(toQString(*policy));
    });
}

} // namespace audience::ui
