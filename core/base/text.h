// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace updesk
{

/// Lower case without accents: the form in which names are searched and compared.
QString folded(QStringView text);

/// The words of a name in folded form; punctuation parts words, apostrophes vanish (O'Hara is ohara).
QStringList foldedWords(QStringView text);

} // namespace updesk
