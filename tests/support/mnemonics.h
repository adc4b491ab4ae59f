// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QLabel>

namespace updesk
{

/// Each letter that Alt takes on the page as it is, in the order of its labels and buttons; one that is there twice
/// stands in it twice.
inline QString altLetters(const QWidget &page)
{
    QString all;
    const auto take = [&all](const QString &text) {
        const QKeySequence keys = QKeySequence::mnemonic(text);
        if (!keys.isEmpty())
            all += keys.toString().section(u'+', -1);
    };
    for (const auto *label : page.findChildren<QLabel *>())
        if (label->isVisibleTo(&page) && label->buddy())
            take(label->text());
    for (const auto *button : page.findChildren<QAbstractButton *>())
        if (button->isVisibleTo(&page))
            take(button->text());
    return all;
}

/// The letters that are there more than once.
inline QString doubledLetters(const QWidget &page)
{
    const QString all = altLetters(page);
    QString doubled;
    for (const QChar letter : all)
        if (all.count(letter) > 1 && !doubled.contains(letter))
            doubled += letter;
    return doubled;
}

} // namespace updesk
