// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/sheetdialog.h"
#include "ui/shell/palettemodel.h"

#include <QLineEdit>
#include <QListView>

namespace updesk
{

/// One box for everything, Ctrl+K: customers, actions, vehicles, screens. Enter runs, Esc goes back to where the focus
/// was.
class Palette final : public SheetDialog
{
    Q_OBJECT
public:
    explicit Palette(QWidget *window);
    void addProvider(PaletteProvider provider);
    /// What Enter does when nothing was found; unset: nothing, and the sentence does not offer it.
    void setFallback(std::function<void(const QString &)> fallback) { m_fallback = std::move(fallback); }
    void openWith(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    QWidget *makeFoot();
    void search(const QString &text);
    void run(const QModelIndex &index);
    void runFallback();
    void choose(int row);
    void fit();
    QLineEdit *m_input;
    TextLabel *m_count;
    QListView *m_list;
    TextLabel *m_none;
    QWidget *m_body = nullptr;
    PaletteModel *m_model;
    std::vector<PaletteProvider> m_providers;
    std::function<void(const QString &)> m_fallback;
};

} // namespace updesk
