// What the web services that are known by recipes are called, what each has to be told, and where that is found. A recipe or
// setting that has no words here is called by what it says itself. Main thread.
#pragma once

#include "ui/sources/source_words.h"

namespace audience::ui {

// "http:shopify" is the kind "http" with the recipe "shopify"; other ids name no recipe.
QString recipeOfKind(const QString &kind);
const QList<service::RecipeView> &knownRecipes(); // by name
const service::RecipeView *findRecipe(const QString &name);

// All that can be connected, in the order of the eye: kinds, and the services among them.
struct SourceChoice {
    QString id, heading; // "postgresql", "http:shopify"; see recipeOfKind()
    SourceKindWords words;
};
QList<SourceChoice> sourceChoices();

SourceKindWords recipeWords(const service::RecipeView &recipe);
SourceFieldWords recipeFieldWords(const service::RecipeView &recipe, const service::RecipeView::Setting &setting);
// What the token is and where it is made; "" where none is needed.
QString recipeSecretHelp(const service::RecipeView &recipe);

} // namespace audience::ui
