// Command pack writes the modules of a folder as a file tree that GOPROXY takes: pack <folder> <proxy folder>
// <version>.
package main

import (
	"archive/zip"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: pack <folder> <proxy folder> <version>")
		os.Exit(2)
	}
	if err := packAll(os.Args[1], os.Args[2], "v"+os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func packAll(root, proxy, version string) error {
	manifests, err := filepath.Glob(filepath.Join(root, "*", "go.mod"))
	if err != nil {
		return err
	}
	for _, manifest := range append(manifests, filepath.Join(root, "go.mod")) {
		if err := packModule(filepath.Dir(manifest), proxy, version); err != nil {
			return err
		}
	}
	return nil
}

func packModule(folder, proxy, version string) error {
	manifest, err := os.ReadFile(filepath.Join(folder, "go.mod"))
	if err != nil {
		return err
	}
	firstLine, _, _ := strings.Cut(string(manifest), "\n")
	module := strings.TrimPrefix(firstLine, "module ")
	versions := filepath.Join(proxy, filepath.FromSlash(module), "@v")
	if err := os.MkdirAll(versions, 0o755); err != nil {
		return err
	}
	info := fmt.Sprintf(`{"Version":%q,"Time":%q}`, version, time.Unix(0, 0).UTC().Format(time.RFC3339))
	files := map[string]string{"list": version + "\n", version + ".info": info, version + ".mod": string(manifest)}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(versions, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return writeZip(filepath.Join(versions, version+".zip"), folder, module+"@"+version)
}

// writeZip writes the files of a module under the prefix that a module's archive has; modules below it are their own.
func writeZip(path, folder, prefix string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	archive := zip.NewWriter(file)
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return skipOthers(folder, path)
		}
		if strings.HasPrefix(entry.Name(), ".") {
			return nil
		}
		return add(archive, folder, path, prefix)
	})
	if err == nil {
		err = archive.Close()
	}
	if closing := file.Close(); err == nil {
		err = closing
	}
	return err
}

func skipOthers(folder, path string) error {
	if path == folder {
		return nil
	}
	if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil || filepath.Base(path) == "internal" {
		return fs.SkipDir
	}
	return nil
}

func add(archive *zip.Writer, folder, path, prefix string) error {
	relative, err := filepath.Rel(folder, path)
	if err != nil {
		return err
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	writer, err := archive.Create(prefix + "/" + filepath.ToSlash(relative))
	if err != nil {
		return err
	}
	_, err = writer.Write(content)
	return err
}
