// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/icons.h"

#include <QAbstractListModel>
#include <QString>

#include <functional>
#include <vector>

namespace updesk
{

/// The groups of the palette, in the order they are shown.
enum class PaletteGroup : quint8 { Customers, Actions, Vehicles, Screens };

/// Something the palette found. `words` is what was matched, `note` says more in quieter ink.
struct PaletteEntry {
    PaletteGroup group = PaletteGroup::Actions;
    Icon icon = Icon::Forward;
    QString words;
    QString note;
    QString keys; ///< "F7": the palette teaches the keys
    std::function<void()> run;
};

/// What a part of the program finds for a text, best first, at most a screenful; asked on each key, so it must be
/// quick.
using PaletteProvider = std::function<std::vector<PaletteEntry>(const QString &)>;

/// What was found, in groups with a head each; heads cannot be chosen.
class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { HeadRole = Qt::UserRole + 1, NoteRole, KeysRole, IconRole, FromRole };

    using QAbstractListModel::QAbstractListModel;
    void show(const QString &query, std::vector<PaletteEntry> found);
    const PaletteEntry *at(const QModelIndex &index) const;
    int found() const { return int(m_found.size()); }
    QString query() const { return m_query; }
    /// The nearest row that can be chosen, from `row` in steps of 1 or -1; -1 when there is none.
    int nextChoice(int row, int step) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Line {
        int entry = -1; ///< -1: a head
        QString head;
    };
    QString m_query;
    std::vector<PaletteEntry> m_found;
    std::vector<Line> m_lines;
};

} // namespace updesk
