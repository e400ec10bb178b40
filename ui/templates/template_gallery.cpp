#include "ui/templates/template_gallery.h"

#include "model/block_starters.h"
#include "qbase/convert.h"
#include "service/session.h"
#include "service/template_service.h"
#include "ui/kit/background.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/card_picture.h"
#include "ui/templates/email_picture.h"
#include "ui/templates/ready_words.h"

#include <QButtonGroup>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cstdlib>

namespace audience::ui {

namespace {

constexpr QSize kPicture(200, 228);

int cardWide() {
    return qMax(kPicture.width(), Theme::instance().pixels(kPicture.width())) + 28;
}

// A place for words, the address and the way out.
model::EmailTemplate emptyEmail() {
    const auto said = [](std::string_view english) { return toUtf8(QCoreApplication::translate("BlockStarters", std::string(english).c_str())); };
    model::EmailTemplate empty;
    model::BlockDocument document;
    for (const char *kind : {"footer", "text"})
        if (auto next = model::insertSection(document, 0, model::sectionAround(model::starterBlock(kind, said))))
            document = *std::move(next);
    empty.blocks = std::move(document);
    return empty;
}

model::EmailTemplate emptyHtml() {
    model::EmailTemplate empty;
    empty.html = "<p>Hello {{ first_name | default: \"there\" }},</p>\n\n<p></p>\n\n"
                 "<p><small>{{ postal_address }} · <a href=\"{{ unsubscribe_url }}\">Unsubscribe</a></small></p>\n";
    return empty;
}

} // namespace

QString pictureFolder(const service::Session &session) {
    return toQString(session.workspace().draftsPath()) + QStringLiteral("/../pictures");
}

TemplateGallery::TemplateGallery(std::shared_ptr<service::Session> session, QWidget *parent) : QWidget(parent), m_session(std::move(session)) {
    setObjectName(QStringLiteral("templateGallery"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    column->setSpacing(space::kTiny);
    column->addWidget(makeLabel(tr("Begin with"), "title", inside));
    auto *words = makeLabel(tr("Each is a whole email in your colours, with places for the name and what else you know. Change what you like."), "secondary", inside);
    words->setWordWrap(true);
    column->addWidget(words);
    column->addSpacing(space::kMedium);
    column->addWidget(makeChoices());
    column->addSpacing(space::kMedium);
    m_cardsBox = new QWidget(inside);
    m_cardsBox->setObjectName(QStringLiteral("galleryCards"));
    auto *cards = new FlowLayout(m_cardsBox, space::kPage);
    cards->setFilling(widestCard(cardWide()));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    m_cardsBox->setSizePolicy(policy);
    column->addWidget(m_cardsBox);
    m_nothing = makeLabel(tr("No ready email is about that. Begin with the empty one, or search with another word."), "secondary", inside);
    m_nothing->setObjectName(QStringLiteral("galleryNothing"));
    m_nothing->setWordWrap(true);
    m_nothing->hide();
    column->addWidget(m_nothing);
    column->addStretch(1);
    layout->addWidget(makeScroll(QStringLiteral("galleryScroll"), inside, this));
    addCard(QStringLiteral("gallery_empty"), tr("Blocks"), tr("An empty one to put together, with your address and the unsubscribe link."), emptyEmail());
    addCard(QStringLiteral("gallery_html"), tr("HTML"), tr("An empty one to write as source, with your address and the unsubscribe link."), emptyHtml());
    int number = 0;
    for (const auto &ready : service::readyTemplates())
        addCard(QStringLiteral("gallery_%1").arg(number++), readyName(ready), readyUse(ready), ready.email, ready.category);
}

QWidget *TemplateGallery::makeChoices() {
    auto *choices = new QWidget(this);
    auto *flow = new FlowLayout(choices);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    choices->setSizePolicy(policy);
    m_search = new QLineEdit(choices);
    m_search->setObjectName(QStringLiteral("gallerySearch"));
    m_search->setPlaceholderText(tr("Find a ready email"));
    m_search->setAccessibleName(tr("Find a ready email"));
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(Theme::instance().pixels(220));
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &TemplateGallery::showMatches);
    flow->addWidget(m_search);
    auto *group = new QButtonGroup(this);
    const auto add = [&](const std::string &id, const QString &name) {
        auto *chip = makeButton(QStringLiteral("galleryCategory_") + (id.empty() ? QStringLiteral("all") : toQString(id)), name, "chip", nullptr, choices);
        chip->setCheckable(true);
        chip->setChecked(id.empty());
        group->addButton(chip);
        flow->addWidget(chip);
        connect(chip, &QPushButton::clicked, this, [this, id] {
            m_category = id;
            showMatches();
        });
    };
    add({}, tr("All"));
    for (const ReadyCategory &one : readyCategories())
        add(one.id, one.name);
    return choices;
}

void TemplateGallery::addCard(const QString &objectName, const QString &title, const QString &words, const model::EmailTemplate &email, const std::string &category) {
    auto *card = makeButton(objectName, {}, "gallery", nullptr, this);
    card->setAccessibleName(tr("Start with %1").arg(title));
    card->setAccessibleDescription(words);
    card->setMinimumWidth(cardWide()); // the style knows the height
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(12, 12, 12, 10);
    column->setSpacing(2);
    auto *picture = new CardPicture(kPicture.width(), kPicture.height(), card);
    column->addWidget(picture);
    column->addSpacing(6);
    column->addWidget(makeLabel(title, "strong", card));
    auto *below = makeLabel(words, "secondary", card);
    below->setWordWrap(true);
    column->addWidget(below);
    column->addStretch(1);
    column->addWidget(makeLabel(tr("Start with this"), "accent", card));
    for (QWidget *inner : card->findChildren<QWidget *>())
        inner->setAttribute(Qt::WA_TransparentForMouseEvents);
    card->installEventFilter(this);
    connect(card, &QPushButton::clicked, this, [this, email] { start(email); });
    m_cardsBox->layout()->addWidget(card);
    m_cards.append({card, picture, email, category, (title + QLatin1Char(' ') + words).toCaseFolded()});
}

void TemplateGallery::start(const model::EmailTemplate &email) {
    inBackground(this, [session = m_session, email] { return service::TemplateService(*session).fitted(email); }, [this](const model::EmailTemplate &fitted) { Q_EMIT chosen(fitted); });
}

bool TemplateGallery::matches(const Card &card) const {
    if (card.category.empty())
        return true; // the empty one is always there to begin with
    const QStringList wanted = m_search->text().toCaseFolded().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return (m_category.empty() || card.category == m_category) &&
           std::all_of(wanted.begin(), wanted.end(), [&](const QString &word) { return card.words.contains(word); });
}

void TemplateGallery::showMatches() {
    int ready = 0;
    for (const Card &card : std::as_const(m_cards)) {
        const bool isShown = matches(card);
        card.button->setVisible(isShown);
        ready += isShown && !card.category.empty() ? 1 : 0;
    }
    m_nothing->setVisible(ready == 0);
    m_cardsBox->updateGeometry();
}

bool TemplateGallery::moveFrom(const QWidget *card, int key) {
    const bool isSideways = key == Qt::Key_Left || key == Qt::Key_Right;
    const bool isBack = key == Qt::Key_Up || key == (layoutDirection() == Qt::RightToLeft ? Qt::Key_Right : Qt::Key_Left);
    const QPoint from = card->geometry().center();
    QWidget *best = nullptr;
    for (const Card &one : std::as_const(m_cards)) {
        if (one.button->isHidden() || one.button == card)
            continue;
        const QPoint to = one.button->geometry().center();
        if (isSideways) { // in reading order: the one before or after
            const auto index = [this](const QWidget *w) { return m_cardsBox->layout()->indexOf(const_cast<QWidget *>(w)); };
            const int step = index(one.button) - index(card);
            if ((isBack ? step < 0 : step > 0) && (!best || std::abs(step) < std::abs(index(best) - index(card))))
                best = one.button;
        } else if (isBack ? to.y() < from.y() : to.y() > from.y()) {
            const QPoint held = best ? best->geometry().center() : QPoint();
            if (!best || std::pair(std::abs(to.y() - from.y()), std::abs(to.x() - from.x())) < std::pair(std::abs(held.y() - from.y()), std::abs(held.x() - from.x())))
                best = one.button;
        }
    }
    if (!best)
        return false;
    best->setFocus(Qt::TabFocusReason);
    if (auto *scroll = findChild<QScrollArea *>(QStringLiteral("galleryScroll")))
        scroll->ensureWidgetVisible(best);
    return true;
}

bool TemplateGallery::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (watched == m_search) {
        const auto first = std::find_if(m_cards.begin(), m_cards.end(), [&](const Card &card) { return !card.category.empty() && !card.button->isHidden(); });
        if (first != m_cards.end() && key == Qt::Key_Down) {
            first->button->setFocus(Qt::TabFocusReason);
            return true;
        }
        if (first != m_cards.end() && isEnter && !m_search->text().trimmed().isEmpty()) {
            start(first->email);
            return true;
        }
        return QWidget::eventFilter(watched, event);
    }
    auto *card = qobject_cast<QPushButton *>(watched);
    if (card && isEnter) {
        card->click();
        return true;
    }
    const bool isArrow = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
    if (card && isArrow && moveFrom(card, key))
        return true;
    return QWidget::eventFilter(watched, event);
}

void TemplateGallery::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    if (!std::exchange(m_isMade, true))
        makePictures();
}

void TemplateGallery::makePictures() {
    const QString folder = pictureFolder(*m_session);
    for (const Card &card : std::as_const(m_cards)) {
        ++m_waiting;
        inBackground(card.picture,
                     [session = m_session, email = card.email, folder, scale = devicePixelRatioF()] {
                         const service::TemplateService templates(*session);
                         const model::EmailTemplate fitted = templates.fitted(email);
                         const auto preview = templates.preview(fitted);
                         const auto html = preview ? Result<std::string>(preview->html) : templates.forAnybody(fitted);
                         return html ? emailPicture(toQString(*html), CardPicture::imageSize(kPicture.width(), kPicture.height()), scale, folder) : QImage();
                     },
                     [this, picture = card.picture](const QImage &image) {
                         --m_waiting;
                         picture->setImage(image);
                     });
    }
}

} // namespace audience::ui
