// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/script.h"

#include <QWidget>

class QVBoxLayout;

namespace updesk
{

class ScriptEditModel;

/// A script as whoever is on a call sees it beside the lead.
class ScriptPreview final : public QWidget
{
    Q_OBJECT
public:
    explicit ScriptPreview(QWidget *parent = nullptr);
    void show(const ScriptEditModel &model);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void clear();
    void addWords(const QString &title, const QString &words);
    QVBoxLayout *m_column;
    std::vector<CallStep> m_steps;
    QString m_words;
};

} // namespace updesk
