#include "ui/sources/source_kind_grid.h"

#include "qbase/convert.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/theme.h"
#include "ui/sources/recipe_words.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>

#include <algorithm>

namespace audience::ui {

namespace {

constexpr int kCardWidth = 236, kCardHeight = 72;

// Its icon, its name and a line about it.
class KindButton final : public QAbstractButton {
public:
    KindButton(const SourceKindWords &words, QWidget *parent) : QAbstractButton(parent) {
        setText(words.title);
        setAccessibleName(words.title);
        setAccessibleDescription(words.about);
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(space::kMedium, space::kMedium, space::kSmall, space::kSmall);
        row->setSpacing(space::kMedium);
        row->addWidget(makeIcon(words.iconName.toLatin1().constData(), Tone::Accent, 20, this), 0, Qt::AlignTop);
        auto *column = makeColumn(2);
        auto *title = makeLabel(words.title, "medium", this);
        title->setWordWrap(true);
        column->addWidget(title);
        auto *about = makeLabel(words.about, "secondary", this);
        about->setWordWrap(true);
        about->setVisible(!words.about.isEmpty());
        column->addWidget(about);
        column->addStretch(1);
        row->addLayout(column, 1);
        for (QWidget *child : findChildren<QWidget *>())
            child->setAttribute(Qt::WA_TransparentForMouseEvents);
        withTheme(this, [this] {
            setFixedSize(Theme::instance().pixels(kCardWidth), qMax(Theme::instance().pixels(kCardHeight), layout()->heightForWidth(Theme::instance().pixels(kCardWidth))));
            update();
        });
    }

protected:
    void paintEvent(QPaintEvent *) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(underMouse() || isDown() ? tokens().accent : tokens().border);
        painter.setBrush(isDown() ? tokens().inset : tokens().surface);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    }
    void keyPressEvent(QKeyEvent *event) override {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            click();
        else
            QAbstractButton::keyPressEvent(event);
    }
};

} // namespace

SourceKindGrid::SourceKindGrid(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("sourceKinds"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    auto *words = makeLabel(tr("People, events and tables come from there and are brought up to date again and again. Nothing is changed there."), "secondary", this);
    words->setWordWrap(true);
    column->addWidget(words);
    m_search = new QLineEdit(this);
    m_search->setObjectName(QStringLiteral("sourceKindSearch"));
    m_search->setAccessibleName(tr("Find a kind of source"));
    m_search->setPlaceholderText(tr("Find: PostgreSQL, shop, Excel …"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(Theme::instance().pixels(kCardWidth * 2 + space::kMedium));
    column->addWidget(m_search);
    m_nothing = makeLabel(tr("Nothing is called like that. A database of another maker is read through its ODBC driver, a service on the web by its address."), "secondary", this);
    m_nothing->setWordWrap(true);
    m_nothing->hide();
    column->addWidget(m_nothing);
    for (const SourceChoice &choice : sourceChoices())
        addCard(choice.id, choice.heading, choice.words);
    column->addStretch(1);
    // Cards that stand beside each other are as high as the one with the most words.
    withTheme(this, [this] {
        for (const Group &group : std::as_const(m_groups)) {
            int most = 0;
            for (const QAbstractButton *button : group.buttons)
                most = qMax(most, button->minimumHeight());
            for (QAbstractButton *button : group.buttons)
                button->setFixedHeight(most);
        }
    });
    connect(m_search, &QLineEdit::textChanged, this, &SourceKindGrid::narrow);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { // the only one that is left, or the first
        for (const Group &group : std::as_const(m_groups))
            for (QAbstractButton *button : group.buttons)
                if (!button->isHidden() && !m_search->text().trimmed().isEmpty())
                    return button->click();
    });
}

void SourceKindGrid::addCard(const QString &id, const QString &heading, const SourceKindWords &words) {
    auto found = std::find_if(m_groups.begin(), m_groups.end(), [&](const Group &one) { return one.heading->text() == heading; });
    if (found == m_groups.end()) {
        Group group{makeLabel(heading, "strong", this), new QWidget(this), {}};
        group.heading->setContentsMargins(0, space::kMedium, 0, 0);
        group.cards->setAccessibleName(heading);
        new FlowLayout(group.cards, space::kMedium);
        layout()->addWidget(group.heading);
        layout()->addWidget(group.cards);
        m_groups.append(group);
        found = m_groups.end() - 1;
    }
    auto *button = new KindButton(words, found->cards);
    button->setObjectName(QStringLiteral("sourceKind_") + id);
    found->cards->layout()->addWidget(button);
    found->buttons.append(button);
    connect(button, &QAbstractButton::clicked, this, [this, id] { Q_EMIT chosen(id); });
}

void SourceKindGrid::begin() {
    m_search->clear();
    m_search->setFocus();
}

void SourceKindGrid::narrow(const QString &words) {
    const QString wanted = words.trimmed();
    bool isAny = false;
    for (const Group &group : std::as_const(m_groups)) {
        bool isHere = false;
        for (QAbstractButton *button : group.buttons) {
            const bool fits = wanted.isEmpty() || button->text().contains(wanted, Qt::CaseInsensitive) || button->accessibleDescription().contains(wanted, Qt::CaseInsensitive) ||
                              group.heading->text().contains(wanted, Qt::CaseInsensitive);
            button->setVisible(fits);
            isHere = isHere || fits;
        }
        group.heading->setVisible(isHere);
        group.cards->setVisible(isHere);
        isAny = isAny || isHere;
    }
    m_nothing->setVisible(!isAny);
}

} // namespace audience::ui
