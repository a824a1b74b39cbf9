/** Shells that commands are completed in. */
export type Shell = 'bash' | 'zsh' | 'fish' | 'powershell';

/**
 * What each shell evaluates. All ask `dragoman complete`, which is told the words up to the cursor and answers lines of
 * a word, a tab and its meaning; where it has nothing to say, names of files are completed.
 */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# source <(dragoman completion bash)
_dragoman() {
  local IFS=$'\\n'
  COMPREPLY=($(dragoman complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1))
}
complete -o bashdefault -o default -F _dragoman dragoman
`,
  zsh: `#compdef dragoman
# source <(dragoman completion zsh)
_dragoman() {
  local -a found
  local line
  while IFS= read -r line; do
    found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done < <(dragoman complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#found} )); then
    _describe 'dragoman' found
  else
    _files
  fi
}
compdef _dragoman dragoman
`,
  fish: `# dragoman completion fish | source
function __dragoman_complete
    set -l before (commandline -opc)
    dragoman complete -- $before[2..-1] (commandline -ct) 2>/dev/null
end
complete -c dragoman -a '(__dragoman_complete)'
`,
  powershell: `# dragoman completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName dragoman -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $before = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  dragoman complete -- @before "$wordToComplete" 2>$null | ForEach-Object {
    $text, $meaning = $_ -split "\`t", 2
    if (-not $meaning) { $meaning = $text }
    [System.Management.Automation.CompletionResult]::new($text, $text, 'ParameterValue', $meaning)
  }
}
`,
};
