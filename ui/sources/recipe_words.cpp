#include "ui/sources/recipe_words.h"

#include "qbase/convert.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace audience::ui {

using service::RecipeView;

namespace {

struct Words {
    std::string_view recipe;
    const char *title, *about, *iconName, *secret;
};
constexpr std::array kRecipes{
    Words{"shopify", "Shopify", QT_TRANSLATE_NOOP("RecipeWords", "Customers, orders and products"), "shopping-cart",
          QT_TRANSLATE_NOOP("RecipeWords", "In Shopify: Settings, Apps and sales channels, Develop apps. Make an app that may read customers, orders and products, and take its Admin API token.")},
    Words{"woocommerce", "WooCommerce", QT_TRANSLATE_NOOP("RecipeWords", "Customers, orders and products"), "shopping-cart",
          QT_TRANSLATE_NOOP("RecipeWords", "In WooCommerce: Settings, Advanced, REST API. Make a key that may read, and write both of its parts with a colon between: ck_…:cs_…")},
    Words{"hubspot", "HubSpot", QT_TRANSLATE_NOOP("RecipeWords", "Contacts and deals"), "users",
          QT_TRANSLATE_NOOP("RecipeWords", "In HubSpot: Settings, Integrations, Private Apps. Make one that may read contacts and deals, and take its access token.")},
    Words{"salesforce", "Salesforce", QT_TRANSLATE_NOOP("RecipeWords", "Contacts, leads, accounts, opportunities"), "cloud",
          QT_TRANSLATE_NOOP("RecipeWords", "Of a connected app with the client credentials flow: its consumer key and consumer secret with a colon between.")},
    Words{"google-sheets", "Google Sheets", QT_TRANSLATE_NOOP("RecipeWords", "A table that several people keep"), "table",
          QT_TRANSLATE_NOOP("RecipeWords", "Of an OAuth client of your own Google Cloud project: client id, client secret and refresh token with colons between.")},
    Words{"exchange-rates", QT_TRANSLATE_NOOP("RecipeWords", "Exchange rates"), QT_TRANSLATE_NOOP("RecipeWords", "Of the European Central Bank, by day"), "trending-up", ""},
    Words{"news", QT_TRANSLATE_NOOP("RecipeWords", "News"), QT_TRANSLATE_NOOP("RecipeWords", "Articles of the world about your words"), "globe", ""},
};

struct SettingWords {
    std::string_view recipe, setting;
    const char *title, *help, *placeholder;
};
constexpr std::array kSettings{
    SettingWords{"shopify", "shop", QT_TRANSLATE_NOOP("RecipeWords", "Shop"), QT_TRANSLATE_NOOP("RecipeWords", "What stands before .myshopify.com in its address."), "my-shop"},
    SettingWords{"shopify", "version", QT_TRANSLATE_NOOP("RecipeWords", "Version"), QT_TRANSLATE_NOOP("RecipeWords", "Of the interface; leave it unless Shopify no longer knows it."), ""},
    SettingWords{"woocommerce", "site", QT_TRANSLATE_NOOP("RecipeWords", "Shop"), QT_TRANSLATE_NOOP("RecipeWords", "Its address without https://."), "shop.example.org"},
    SettingWords{"hubspot", "contact_properties", QT_TRANSLATE_NOOP("RecipeWords", "About contacts"), QT_TRANSLATE_NOOP("RecipeWords", "The properties that are read, with commas between."), ""},
    SettingWords{"hubspot", "deal_properties", QT_TRANSLATE_NOOP("RecipeWords", "About deals"), QT_TRANSLATE_NOOP("RecipeWords", "The properties that are read, with commas between."), ""},
    SettingWords{"salesforce", "domain", QT_TRANSLATE_NOOP("RecipeWords", "My Domain"), QT_TRANSLATE_NOOP("RecipeWords", "In Salesforce: Setup, My Domain."), "shop.my.salesforce.com"},
    SettingWords{"salesforce", "version", QT_TRANSLATE_NOOP("RecipeWords", "Version"), QT_TRANSLATE_NOOP("RecipeWords", "Of the interface; the one shown will do."), ""},
    SettingWords{"salesforce", "object", QT_TRANSLATE_NOOP("RecipeWords", "What is read"), QT_TRANSLATE_NOOP("RecipeWords", "Objects, with semicolons between; each becomes a table."), ""},
    SettingWords{"google-sheets", "spreadsheet", QT_TRANSLATE_NOOP("RecipeWords", "Spreadsheet"), QT_TRANSLATE_NOOP("RecipeWords", "What stands between /d/ and /edit in its address."), ""},
    SettingWords{"google-sheets", "sheet", QT_TRANSLATE_NOOP("RecipeWords", "Sheets"),
                 QT_TRANSLATE_NOOP("RecipeWords", "Their names, with semicolons between. The first row of each names its columns."), "Customers;Orders"},
    SettingWords{"exchange-rates", "from", QT_TRANSLATE_NOOP("RecipeWords", "First day"), QT_TRANSLATE_NOOP("RecipeWords", "From which on the rates are read."), "2026-01-01"},
    SettingWords{"exchange-rates", "currency", QT_TRANSLATE_NOOP("RecipeWords", "Currency"), QT_TRANSLATE_NOOP("RecipeWords", "What one unit of is worth in the others."), ""},
    SettingWords{"news", "words", QT_TRANSLATE_NOOP("RecipeWords", "Words"), QT_TRANSLATE_NOOP("RecipeWords", "What the articles are about, with semicolons between; each becomes a table."), "running shoes;sneakers"},
    SettingWords{"news", "span", QT_TRANSLATE_NOOP("RecipeWords", "How far back"), QT_TRANSLATE_NOOP("RecipeWords", "1d is a day, 1w a week."), ""},
};

QString say(const char *text) { return *text ? QCoreApplication::translate("RecipeWords", text) : QString(); }

const Words *wordsOf(const RecipeView &recipe) {
    const auto found = std::find_if(kRecipes.begin(), kRecipes.end(), [&](const Words &one) { return one.recipe == recipe.name; });
    return found == kRecipes.end() ? nullptr : &*found;
}

} // namespace

QString recipeOfKind(const QString &kind) {
    const QString mark = QStringLiteral("http:");
    return kind.startsWith(mark) ? kind.mid(mark.size()) : QString();
}

const QList<RecipeView> &knownRecipes() {
    static const QList<RecipeView> all = [] {
        const auto recipes = service::SourceService::recipes();
        return recipes ? QList<RecipeView>(recipes->begin(), recipes->end()) : QList<RecipeView>();
    }();
    return all;
}

const RecipeView *findRecipe(const QString &name) {
    const auto found = std::find_if(knownRecipes().begin(), knownRecipes().end(), [&](const RecipeView &one) { return toQString(one.name) == name; });
    return found == knownRecipes().end() ? nullptr : &*found;
}

QList<SourceChoice> sourceChoices() {
    QList<SourceChoice> choices;
    for (const model::SourceKind &kind : model::sourceKinds())
        if (kind.reach != model::SourceReach::Web)
            choices.append({toQString(kind.id), sourceGroup(kind), sourceKindWords(kind)});
    for (const model::SourceKind &kind : model::sourceKinds()) {
        if (kind.reach != model::SourceReach::Web)
            continue;
        for (const service::RecipeView &recipe : kind.family == "http" ? knownRecipes() : QList<service::RecipeView>())
            choices.append({QStringLiteral("http:") + toQString(recipe.name), sourceGroup(kind), recipeWords(recipe)});
        choices.append({toQString(kind.id), sourceGroup(kind), sourceKindWords(kind)});
    }
    return choices;
}

SourceKindWords recipeWords(const RecipeView &recipe) {
    if (const Words *words = wordsOf(recipe))
        return {say(words->title), say(words->about), QLatin1String(words->iconName)};
    return {toQString(recipe.title), {}, QStringLiteral("globe")};
}

SourceFieldWords recipeFieldWords(const RecipeView &recipe, const RecipeView::Setting &setting) {
    for (const SettingWords &one : kSettings)
        if (one.recipe == recipe.name && one.setting == setting.id)
            return {say(one.title), say(one.help), QLatin1String(one.placeholder)};
    return {toQString(setting.id), toQString(setting.about), {}};
}

QString recipeSecretHelp(const RecipeView &recipe) {
    const Words *words = wordsOf(recipe);
    return words ? say(words->secret) : toQString(recipe.secretAbout);
}

} // namespace audience::ui
