// The email as one of its variants: the desk shows it and changes it, whatever is edited - canvas, subject, source or text.
// What a variant does not say itself it takes from the email.
#include "qbase/convert.h"
#include "service/template_lint.h"
#include "ui/templates/email_desk.h"
#include "ui/templates/email_foot.h"
#include "ui/templates/studio/contact_sheet.h"
#include "ui/templates/studio/variant_bar.h"
#include "ui/templates/templates_page.h"

#include <algorithm>

namespace audience::ui {

using model::EmailContent;
using model::EmailTemplate;
using service::FindingView;

namespace {

constexpr int kVariantSteps = 40'000'000; // between the steps of undo of one variant and those of the next

auto variantOf(const EmailTemplate &email, const QString &name) {
    return std::find_if(email.variants.begin(), email.variants.end(), [&](const auto &one) { return toQString(one.first) == name; });
}

// `own` after an edit of what was shown of it: what was not touched stays as it was, or with the email.
EmailContent changed(EmailContent own, const EmailContent &before, EmailContent after) {
    for (const auto part : {&EmailContent::subject, &EmailContent::preheader, &EmailContent::text})
        if (after.*part != before.*part)
            own.*part = std::move(after.*part);
    if (after.blocks != before.blocks || after.html != before.html) {
        own.blocks = std::move(after.blocks);
        own.html = std::move(after.html);
    }
    return own;
}

// Where a finding about the whole email stands in what is shown; nothing where it is about other words.
std::optional<std::string> placeIn(const std::string &path, const std::string &variant, bool hasOwnBody) {
    const std::string own = "variants/" + variant + '/';
    if (path.rfind("variants/", 0) != 0 && path.rfind("translations/", 0) != 0) {
        const bool isBody = path == "html" || (!path.empty() && path.front() == '/');
        return variant.empty() || !isBody || !hasOwnBody ? std::optional(path) : std::nullopt;
    }
    if (variant.empty() || path.rfind(own, 0) != 0)
        return std::nullopt;
    const std::string rest = path.substr(own.size());
    return rest.rfind("blocks/", 0) == 0 ? rest.substr(6) : rest;
}

} // namespace

EmailTemplate TemplatesPage::shown() const {
    const auto own = variantOf(m_email, m_part.variant);
    return own == m_email.variants.end() ? m_email : model::withContent(m_email, model::filledFrom(own->second, model::contentOf(m_email)));
}

void TemplatesPage::editShown(const QString &what, const EmailTemplate &email, int merge) {
    const auto at = variantOf(m_email, m_part.variant) - m_email.variants.begin();
    if (at == std::ptrdiff_t(m_email.variants.size()))
        return edit(what, email, merge);
    EmailTemplate whole = model::withContent(email, model::contentOf(m_email));
    EmailContent &own = whole.variants[std::size_t(at)].second;
    own = changed(std::move(own), model::contentOf(shown()), model::contentOf(email));
    edit(tr("%1 in variant %2").arg(what, m_part.variant), whole, merge < 0 ? merge : merge + kVariantSteps * int(at + 1));
}

void TemplatesPage::showVariants() {
    QStringList names;
    for (const auto &[name, content] : m_email.variants)
        names << toQString(name);
    if (!names.contains(m_part.variant))
        m_part.variant.clear();
    m_variantBar->show(names, m_part.variant);
}

void TemplatesPage::chooseVariant(const QString &name) {
    if (name == m_part.variant && m_part.locale.isEmpty())
        return;
    m_desk->forget();
    m_part = {{}, name};
    m_desk->sayPart({});
    m_desk->openSource(shown(), sourcePlace());
    put(m_email);
    arrange();
    m_foot->setEmail(shown());
    look();
    if (const auto *sheet = m_desk->findChild<ContactSheet *>(); sheet && sheet->isVisible())
        m_desk->openSheet(previewed(), placeholders());
}

void TemplatesPage::goToPlace(const QString &place, int line, int column) {
    QString part = place, variant;
    for (const auto &[name, content] : m_email.variants)
        if (const auto inside = placeIn(toUtf8(place), name, true); inside && place.startsWith(QLatin1String("variants/"))) {
            variant = toQString(name);
            part = toQString(*inside);
        }
    settle([this, variant, part, line, column] {
        chooseVariant(variant);
        m_desk->goTo(part, line, column);
    });
}

QString TemplatesPage::sourcePlace() const {
    return QStringLiteral("%1/%2").arg(current().id).arg(m_part.variant);
}

std::vector<FindingView> TemplatesPage::ofShown(std::vector<FindingView> findings) const {
    const auto own = variantOf(m_email, m_part.variant);
    const bool hasOwnBody = own != m_email.variants.end() && (own->second.blocks || !own->second.html.empty());
    std::vector<FindingView> here;
    for (FindingView &one : findings)
        if (auto place = placeIn(one.path, toUtf8(m_part.variant), hasOwnBody)) {
            one.path = *std::move(place);
            here.push_back(std::move(one));
        }
    return here;
}

std::vector<service::LintView> TemplatesPage::ofShown(std::vector<service::LintView> lints) const {
    std::vector<service::LintView> here;
    for (service::LintView &one : lints)
        if (auto placed = ofShown(std::vector<FindingView>{one.finding}); !placed.empty()) {
            one.finding = std::move(placed.front());
            here.push_back(std::move(one));
        }
    return here;
}

} // namespace audience::ui
